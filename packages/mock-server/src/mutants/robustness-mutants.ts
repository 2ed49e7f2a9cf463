import type { Answer, Exchange } from "../app/exchange.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import { decodeFormText, parseQuery, queryOf } from "../request/query-pairs.ts";
import { mutantsOf, type ChosenMutant, type MutantRow } from "./mutant.ts";

const FAILED: Answer = {
  status: 500,
  headers: {},
  mediaType: "text/html",
  body: "<h1>Internal Server Error</h1>",
};

/** Fails where the request is of a kind that nobody thought of. */
const failsOn =
  (fits: (exchange: Exchange, answer: Answer) => boolean): MutantRow[3] =>
  () => ({
    answer: (answer, { exchange }) => (exchange !== undefined && fits(exchange, answer) ? FAILED : answer),
  });
const failsOnBody = (fits: (body: JsonObject, exchange: Exchange) => boolean): MutantRow[3] =>
  failsOn((exchange) => isJsonObject(exchange.body) && fits(exchange.body, exchange));
const failsOnText = (fits: (text: string) => boolean): MutantRow[3] =>
  failsOnBody((body) => Object.values(body).some((value) => typeof value === "string" && fits(value)));

const failsOnFault =
  (fits: (sentence: string) => boolean): MutantRow[3] =>
  () => ({
    answer: (answer, { fault }) => (fault !== undefined && fits(fault.sentence) ? FAILED : answer),
  });

const failsEach =
  (count: number, of: (exchange: Exchange) => boolean): MutantRow[3] =>
  () => {
    let calls = 0;
    return {
      answer: (answer, { exchange }) =>
        exchange !== undefined && of(exchange) && (calls += 1) % count === 0 ? FAILED : answer,
    };
  };

const values = ({ request }: Exchange): readonly string[] =>
  (parseQuery(queryOf(request.url)) ?? []).map(({ raw }) => decodeFormText(raw) ?? raw);

export const ROBUSTNESS_MUTANTS: readonly ChosenMutant[] = mutantsOf("robustness", [
  [
    "fails-on-other-scripts",
    ["text"],
    "A text outside ASCII is answered with 500.",
    failsOnText((text) => /[^ -~\s]/.test(text)),
  ],
  [
    "fails-on-emoji",
    ["text"],
    "A character beyond the basic plane is answered with 500.",
    failsOnText((text) => /[\u{10000}-\u{10ffff}]/u.test(text)),
  ],
  [
    "fails-on-right-to-left",
    ["text"],
    "A text from right to left is answered with 500.",
    failsOnText((text) => /[\u0590-\u06ff]/.test(text)),
  ],
  ["fails-on-quotes", ["text"], "A quote is answered with 500.", failsOnText((text) => text.includes("'"))],
  [
    "fails-on-backslash",
    ["text"],
    "A backslash is answered with 500.",
    failsOnText((text) => text.includes("\\")),
  ],
  [
    "fails-on-percent",
    ["text"],
    "A percent sign is answered with 500.",
    failsOnText((text) => text.includes("%")),
  ],
  [
    "fails-on-line-break",
    ["text"],
    "A line break in a text is answered with 500.",
    failsOnText((text) => text.includes("\n")),
  ],
  [
    "fails-on-empty-text",
    ["text"],
    "An empty text is answered with 500.",
    failsOnText((text) => text === ""),
  ],
  [
    "fails-on-long-text",
    ["text"],
    "A text of more than 255 characters is answered with 500.",
    failsOnText((text) => text.length > 255),
  ],
  [
    "fails-on-null",
    ["body"],
    "null in a body is answered with 500.",
    failsOnBody((body) => Object.values(body).includes(null)),
  ],
  [
    "fails-on-number-for-text",
    ["body"],
    "A number where a text belongs is answered with 500.",
    failsOnFault((sentence) => /^body .*must be string/.test(sentence)),
  ],
  [
    "fails-on-missing-member",
    ["create"],
    "A member that is missing is answered with 500.",
    failsOnFault((sentence) => /^body .*must have required/.test(sentence)),
  ],
  [
    "fails-on-unknown-member",
    ["body"],
    "A member that is not declared is answered with 500.",
    failsOnBody(
      (body, { plan }) =>
        plan.own !== undefined && Object.keys(body).some((name) => !plan.own?.entry.writable().has(name)),
    ),
  ],
  [
    "fails-on-empty-object",
    ["update"],
    "An empty object is answered with 500.",
    failsOnBody((body) => Object.keys(body).length === 0),
  ],
  [
    "fails-on-array",
    ["body"],
    "An array for a body is answered with 500.",
    failsOn(({ body }) => Array.isArray(body)),
  ],
  [
    "fails-on-malformed-json",
    ["body"],
    "A body that is no JSON is answered with 500.",
    failsOnFault((sentence) => sentence.includes("valid JSON")),
  ],
  [
    "fails-on-missing-body",
    ["body"],
    "A request without its body is answered with 500.",
    failsOnFault((sentence) => sentence.includes("has no body")),
  ],
  [
    "fails-on-media-type",
    ["body"],
    "A body of another media type is answered with 500.",
    failsOnFault((sentence) => sentence.includes("is not taken here")),
  ],
  [
    "fails-on-text-for-number",
    ["limit"],
    "A text for a number in the query is answered with 500.",
    failsOnFault((sentence) => /query parameter .*must be (integer|number)/.test(sentence)),
  ],
  [
    "fails-on-negative",
    ["limit"],
    "A negative number in the query is answered with 500.",
    failsOn((exchange) => values(exchange).some((value) => /^-\d/.test(value))),
  ],
  [
    "fails-on-zero",
    ["limit"],
    "Zero in the query is answered with 500.",
    failsOn((exchange) => values(exchange).includes("0")),
  ],
  [
    "fails-on-great-number",
    ["limit"],
    "A number over a thousand in the query is answered with 500.",
    failsOn((exchange) => values(exchange).some((value) => /^\d{4,}$/.test(value))),
  ],
  [
    "fails-on-empty-parameter",
    ["parameter:minLength"],
    "An empty value in the query is answered with 500.",
    failsOn((exchange) => values(exchange).includes("")),
  ],
  [
    "fails-on-unknown-parameter",
    ["list"],
    "A parameter that is not declared is answered with 500.",
    failsOn(({ plan, request }) =>
      (parseQuery(queryOf(request.url)) ?? []).some(
        ({ name }) => !plan.operation.parameters.query.some((one) => one.name === name),
      ),
    ),
  ],
  [
    "fails-on-unknown-id",
    ["retrieve"],
    "An id that nothing has is answered with 500.",
    failsOnFault((sentence) => sentence.startsWith("there is no")),
  ],
  [
    "fails-on-long-id",
    ["retrieve"],
    "A long id is answered with 500.",
    failsOn(({ pathTexts }) => pathTexts.some((text) => text.length > 255)),
  ],
  [
    "fails-on-odd-id",
    ["retrieve"],
    "An id of other characters is answered with 500.",
    failsOn(({ pathTexts }) => pathTexts.some((text) => /[^\w-]/.test(text))),
  ],
  [
    "fails-on-header",
    [],
    "A request without Accept is answered with 500.",
    failsOn(({ request }) => !request.headers.has("accept")),
  ],
  ["fails-each-tenth", [], "Every tenth answer is a 500.", failsEach(10, () => true)],
  [
    "fails-second-read",
    ["retrieve"],
    "Every second read is answered with 500.",
    failsEach(2, ({ plan }) => plan.own?.role === "retrieve"),
  ],
  [
    "fails-each-fifth-creation",
    ["create"],
    "Every fifth creation is answered with 500.",
    failsEach(5, ({ plan }) => plan.own?.role === "create"),
  ],
  [
    "connection-ends-on-list",
    ["list"],
    "The connection ends in the middle of a list.",
    () => ({
      response: (response, { exchange }) => {
        if (exchange?.plan.own?.role !== "list" || response.status !== 200) return response;
        const broken = new ReadableStream<Uint8Array>({
          pull: (controller) => controller.error(new Error("the connection ended")),
        });
        return new Response(broken, response);
      },
    }),
  ],
]);
