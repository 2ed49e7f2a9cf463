// What an emitter says is formatted is not given to the formatter, so that it must have been right.
import { expect, it } from "vitest";

import { buildModel } from "@specloom/api-model";

import { emitContractTests } from "../src/emit/contract-tests/emit-contract-tests.ts";
import { formatText } from "../src/format-text.ts";
import { printingHere } from "../src/printing-thread/printing.ts";
import { sampleConfig } from "./emit-sample.ts";

const NAMES = [
  "pets",
  "a-b.c",
  "größe",
  "new",
  "l".repeat(150),
  'with "quotes"',
  "it's",
  "back\\slash",
  "`${}`",
];

it("files that pass the formatter by are as it would have them", async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Names", version: "1" },
    paths: Object.fromEntries(
      NAMES.map((name, index) => [
        `/${name}/${"deep-within/of-it/".repeat(index)}`,
        { get: { tags: [name], responses: { 204: { description: name } } } },
      ]),
    ),
  };
  const { environmentPrefix, packages } = sampleConfig("/sample/");
  const files = await emitContractTests(
    { model: buildModel(document).model, document },
    { ...printingHere, banner: "// B", documentName: "d", environmentPrefix, packages, report: () => {} },
  );
  const passing = files.filter(({ formatted }) => formatted === true);
  const suites = files.filter(({ path }) => path.startsWith("suites/"));
  expect(suites.filter(({ formatted }) => formatted !== true).length).toBeGreaterThan(0);
  expect(suites.filter(({ formatted }) => formatted === true).length).toBeGreaterThan(3);
  for (const { path, text } of passing) expect(await formatText(path, text)).toEqual({ text, errors: [] });
});
