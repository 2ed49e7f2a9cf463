import type { FaultKind } from "../answer/fault.ts";
import { isJsonObject } from "../json.ts";
import { faultStatus, onErrorBody, onFault, onSuccess, READING, successStatus } from "./answers.ts";
import { mutantsOf, type ChosenMutant } from "./mutant.ts";

const INVALID: readonly FaultKind[] = ["malformed", "invalid-body", "invalid-parameter"];
const MISSING: readonly FaultKind[] = ["not-found"];

const typed = (mediaType: string) => onSuccess(READING, (answer) => ({ ...answer, mediaType }));

export const STATUS_MUTANTS: readonly ChosenMutant[] = mutantsOf("status and protocol", [
  ["create-answers-202", ["create"], "Creations answer 202.", successStatus(["create"], 202)],
  ["create-answers-206", ["create"], "Creations answer 206.", successStatus(["create"], 206)],
  ["retrieve-answers-203", ["retrieve"], "Reads answer 203.", successStatus(["retrieve"], 203)],
  ["retrieve-redirects", ["retrieve"], "Reads answer 302.", successStatus(["retrieve"], 302)],
  ["list-answers-206", ["list"], "Lists answer 206.", successStatus(["list"], 206)],
  ["update-answers-202", ["update"], "Updates answer 202.", successStatus(["update"], 202)],
  ["replace-answers-202", ["replace"], "Replacements answer 202.", successStatus(["replace"], 202)],
  ["delete-answers-202", ["delete"], "Deletions answer 202.", successStatus(["delete"], 202)],
  ["update-answers-204", ["update"], "Updates answer 204, without a body.", successStatus(["update"], 204)],
  [
    "replace-answers-204",
    ["replace"],
    "Replacements answer 204, without a body.",
    successStatus(["replace"], 204),
  ],
  ["missing-answers-200", ["retrieve"], "What is not there is answered with 200.", faultStatus(MISSING, 200)],
  ["missing-answers-204", ["retrieve"], "What is not there is answered with 204.", faultStatus(MISSING, 204)],
  [
    "missing-answers-400",
    ["retrieve", "delete"],
    "What is not there is answered with 400.",
    faultStatus(MISSING, 400),
  ],
  [
    "missing-answers-403",
    ["retrieve", "delete"],
    "What is not there is answered with 403.",
    faultStatus(MISSING, 403),
  ],
  [
    "missing-answers-500",
    ["retrieve", "delete"],
    "What is not there is answered with 500.",
    faultStatus(MISSING, 500),
  ],
  ["invalid-answers-500", ["body"], "Faulty requests are answered with 500.", faultStatus(INVALID, 500)],
  ["invalid-answers-200", ["body"], "Faulty requests are answered with 200.", faultStatus(INVALID, 200)],
  ["invalid-answers-418", ["body"], "Faulty requests are answered with 418.", faultStatus(INVALID, 418)],
  [
    "wrong-method-without-allow",
    ["retrieve"],
    "405 comes without Allow.",
    onFault(["method-not-allowed"], ({ headers: _headers, ...answer }) => ({ ...answer, headers: {} })),
  ],
  [
    "wrong-method-answers-500",
    ["retrieve"],
    "A method that a path does not take is answered with 500.",
    faultStatus(["method-not-allowed"], 500),
  ],
  [
    "unknown-path-answers-500",
    [],
    "A path that the document does not have is answered with 500.",
    () => ({
      answer: (answer, { exchange, fault }) =>
        exchange === undefined && fault?.kind === "not-found" ? { ...answer, status: 500 } : answer,
    }),
  ],
  [
    "head-answers-500",
    ["retrieve"],
    "HEAD is answered with 500.",
    () => ({
      answer: (answer, { request }) => (request.method === "HEAD" ? { ...answer, status: 500 } : answer),
    }),
  ],
  [
    "head-answers-202",
    ["retrieve"],
    "HEAD is answered with 202 where GET is answered with 200.",
    () => ({
      answer: (answer, { request }) =>
        request.method === "HEAD" && answer.status === 200 ? { ...answer, status: 202 } : answer,
    }),
  ],
  [
    "content-type-missing",
    ["retrieve"],
    "JSON comes without a content type.",
    () => ({
      response: (response) => {
        response.headers.delete("content-type");
        return response;
      },
    }),
  ],
  ["content-type-text", ["retrieve"], "Things come as text/plain.", typed("text/plain")],
  ["content-type-html", ["retrieve"], "Things come as text/html.", typed("text/html")],
  [
    "error-content-type",
    ["error"],
    "Errors come as text/plain.",
    () => ({
      answer: (answer, { fault }) => (fault === undefined ? answer : { ...answer, mediaType: "text/plain" }),
    }),
  ],
  [
    "error-status-differs",
    ["error-status"],
    "An error's body holds another status than the answer.",
    onErrorBody((body) => {
      if (!isJsonObject(body)) return body;
      const entries = Object.entries(body).map(([name, value]) => [
        name,
        typeof value === "number" && name.startsWith("status") ? 499 : value,
      ]);
      return Object.fromEntries(entries);
    }),
  ],
  [
    "location-missing",
    ["location"],
    "A creation lacks its Location.",
    onSuccess(["create"], ({ headers: _headers, ...answer }) => ({ ...answer, headers: {} })),
  ],
  [
    "location-leads-nowhere",
    ["location", "retrieve"],
    "Location of a creation leads to nothing.",
    onSuccess(["create"], (answer) => ({
      ...answer,
      headers: { ...answer.headers, location: `${answer.headers["location"]}-gone` },
    })),
  ],
]);
