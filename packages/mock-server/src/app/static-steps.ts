// The way of a request where no state is kept: whatever is well-formed is answered from examples, whoever asks.
import { sampleAnswer } from "../perform/sample-answer.ts";
import { succeed } from "../perform/show.ts";
import { STEPS, type Step } from "./steps.ts";

const WELL_FORMED = new Set(["path", "query", "header", "accept", "body"]);

export const STATIC_STEPS: readonly Step[] = [
  ...STEPS.filter(({ name }) => WELL_FORMED.has(name)),
  {
    name: "sample",
    run: (exchange, context) => succeed(exchange, (content) => sampleAnswer(context, exchange, content)),
  },
];
