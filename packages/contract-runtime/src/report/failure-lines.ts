import type { Check, Failure, ShownRequest, ShownResponse } from "../contract/check.ts";

/** Longest body that stands in a line; the JSON report has up to 4000 characters of it. */
const maxBody = 400;

/** What is to be said of a failure, each line with its label; nothing is escaped yet. @param document name of its file */
export function failureLines(
  { code, licence }: Check,
  failure: Failure,
  document = "the document",
): readonly (readonly [label: string, text: string])[] {
  const { expected, found, pointer, assumed, request, response, curl } = failure;
  return [
    ["expected", expected],
    ["found", found],
    ...(request === undefined ? [] : ([["request", shortRequest(request)]] as const)),
    ...(response === undefined ? [] : ([["answer", shortResponse(response)]] as const)),
    ["document", pointer],
    ["law", code],
    ["licence", licence.kind === "stated" ? "stated by the document" : `${licence.kind}: ${licence.source}`],
    ...(assumed
      ? ([
          ["note", `this is marked as an assumption: if the server is right, mend ${document} at ${pointer}`],
        ] as const)
      : []),
    ...(curl === undefined ? [] : ([["curl", curl]] as const)),
  ];
}

function shortRequest({ method, url, body }: ShownRequest): string {
  return body === undefined ? `${method} ${url}` : `${method} ${url} ${cut(body)}`;
}

function shortResponse({ status, headers, body }: ShownResponse): string {
  const type = headers["content-type"];
  return [String(status), ...(type === undefined ? [] : [type]), body === "" ? "(no body)" : cut(body)].join(
    " ",
  );
}

function cut(text: string): string {
  return text.length <= maxBody ? text : `${text.slice(0, maxBody)}…`;
}
