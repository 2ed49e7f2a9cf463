// A failure as a test file of its own: the requests that led to it, and what must be otherwise.
import type { CheckResult } from "../contract/check.ts";
import type { Replay, ReplayStep, ReplayText } from "../contract/replay.ts";
import { pointerTokens } from "../document/pointer.ts";
import { escapeText } from "./escape-text.ts";
import { envHelper, holdsHelper, outlineHelper, sendHelper, tokenHelper } from "./saved-helpers.ts";

/** What the file says of the run that it comes from. */
export interface SavedOrigin {
  readonly command: string;
  readonly baseUrl: string;
  readonly environmentPrefix: string;
  readonly seed: number;
}

/** Checks that compare answers, which an outline of one does not show. */
const compared: ReadonlySet<string> = new Set([
  "rejected-without-effect",
  "two-reads-equal",
  "managed-fixed",
  "managed-moves",
  "ids-differ",
  "secrets-differ",
  "order-stable",
  "walk-no-gaps",
  "walk-no-duplicates",
  "previous-inverts-next",
]);

/** Why a failure cannot be saved; absent where it can. */
export function whyUnsaved({ check, failure }: CheckResult): string | undefined {
  if (failure?.replay === undefined) return "its requests cannot be written down";
  const { replay } = failure;
  const isShown = replay.compared !== undefined || replay.sought !== undefined || !compared.has(check.code);
  return isShown ? undefined : "it is judged by comparing many answers";
}

/** The text of the test file. @param replay of the result's failure */
export function formatSavedTest(result: CheckResult, replay: Replay, origin: SavedOrigin): string {
  const { check, failure } = result;
  const callers = [...new Set(replay.steps.map((step) => callerOf(step, origin)))];
  const names = new Map(callers.map((text, index) => [text, index === 0 ? "caller" : `caller${index + 1}`]));
  const statuses = expectedStatuses(result);
  const gone = check.code === "deleted-not-listed" ? goneLines(replay) : undefined;
  const body = [
    ...callers.map((text) => `const ${names.get(text) ?? ""} = async () => (${text});`),
    "",
    `test(${literal(`${check.method} ${check.path} ${check.title}`)}, async () => {`,
    ...replay.steps.flatMap((step, index) => [
      ...stepLines(step, index, names.get(callerOf(step, origin)) ?? ""),
      ...precondition(replay, index),
    ]),
    "",
    ...(gone ??
      comparedLines(replay) ??
      soughtLines(replay) ??
      statusLines(replay, statuses) ??
      outlineLines(replay)),
    "});",
  ].join("\n");
  return `${[
    comment(`${check.method} ${check.path}: ${check.title}`),
    comment(
      `Law ${check.code} (${check.licence.kind}: ${check.licence.source}), document ${failure?.pointer ?? check.pointer}`,
    ),
    comment(`Expected ${failure?.expected ?? ""}; found ${failure?.found ?? ""}.`),
    comment(`Written by ${origin.command} --save, seed ${origin.seed}. It is yours: keep it, change it.`),
    'import { afterAll, expect, test } from "vitest";',
    "",
    `const baseUrl = process.env[${literal(`${origin.environmentPrefix}_BASE_URL`)}] ?? ${literal(origin.baseUrl)};`,
    "const undo = [];",
    "afterAll(async () => {",
    "  for (const remove of undo.reverse()) await remove();",
    "});",
    "",
    body,
    ...(body.includes("await token(") ? [tokenHelper] : []),
    ...(body.includes("env(") ? [envHelper] : []),
    sendHelper,
    ...(body.includes(" outline(") ? [outlineHelper] : []),
    ...(body.includes(" holds(") ? [holdsHelper] : []),
  ].join("\n")}\n`;
}

/** The credentials of a step as an object of headers; those of a query stand in its path. */
function callerOf({ credentialHeaders }: ReplayStep, { baseUrl }: SavedOrigin): string {
  const entries = Object.entries(credentialHeaders).map(([name, script]) => {
    // A token that the server under test gives is had from whatever server the test is pointed at.
    const portable = script.replace(`token("${baseUrl}/`, 'token(baseUrl + "/');
    return `${literal(name)}: ${portable}`;
  });
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function stepLines(step: ReplayStep, index: number, caller: string): readonly string[] {
  const headers = Object.entries(step.headers).map(
    ([name, value]) => `    ${literal(name)}: ${literal(value)},`,
  );
  const lines = [
    `  const answer${index} = await send(${literal(step.method)}, ${template(step.path, step.credentialQuery)}, {`,
    `    ...(await ${caller}()),`,
    ...headers,
    step.body === undefined ? "  });" : `  }, ${bodyText(step.body)});`,
  ];
  if (step.undo === undefined) return lines;
  const target = template(step.undo, step.credentialQuery);
  return [
    ...lines,
    `  if (answer${index}.status < 300) undo.push(async () => send("DELETE", ${target}, await ${caller}()));`,
  ];
}

/** A body as somebody would write it, where that comes to the same text. */
function bodyText(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    if (JSON.stringify(value) === body) return `JSON.stringify(${literal(value)})`;
  } catch {
    // Text that is no JSON is sent as it is.
  }
  return literal(body);
}

/** The statuses that a failure asks for, where it asks for nothing else. Faults tell them in this one form. */
function expectedStatuses({ check, failure }: CheckResult): readonly number[] | string | undefined {
  if (check.code === "accepted") return "2";
  if (check.code === "no-server-error") return "1234";
  const found = /^status (?<list>\d{3}(?: or \d{3})*)(?::|$| for)/.exec(failure?.expected ?? "");
  return found?.groups?.["list"]?.split(" or ").map(Number);
}

/** Two values that must be the same, or must not. */
function comparedLines({ compared: comparison }: Replay): readonly string[] | undefined {
  if (comparison === undefined) return undefined;
  const { one, other, must } = comparison;
  // A list that is right may be shorter than the one that was seen.
  const [before, after] = [one, other].map(({ step, at }) => {
    const names = pointerTokens(at).map((token) => accessTo(token).replace(/^\.?/, "?."));
    return `answer${step}.json${names.join("")}`;
  });
  // Values that must differ may be secrets, which no output of a test shows.
  return must === "equal"
    ? [`  expect(${after}).toEqual(${before});`]
    : [`  expect(${after} === ${before}, "the same a second time").toBe(false);`];
}

/** A value that stands in one of several answers, or in none. */
function soughtLines({ sought }: Replay): readonly string[] | undefined {
  if (sought === undefined) return undefined;
  const { value, among, must } = sought;
  const text = typeof value === "string" ? literal(value) : `answer${value.step}.json${access(value.at)}`;
  const answers = among.map((step) => `answer${step}.json`).join(", ");
  return [
    `  const found = [${answers}].some((json) => holds(json, ${text}));`,
    `  expect(found).toBe(${String(must === "be-there")});`,
  ];
}

function statusLines(
  { failing }: Replay,
  statuses: readonly number[] | string | undefined,
): readonly string[] | undefined {
  if (statuses === undefined) return undefined;
  const status = `answer${failing}.status`;
  return [
    typeof statuses === "string"
      ? `  expect(${literal(statuses)}).toContain(String(${status})[0]);`
      : `  expect(${literal(statuses)}).toContain(${status});`,
  ];
}

/** What leads to the failure must go as it went, or the rest shows nothing. */
function precondition({ steps, failing }: Replay, index: number): readonly string[] {
  const status = steps[index]?.status ?? 0;
  const isJudged = index === failing || index === steps.length - 1;
  return isJudged || status < 200 || status > 299 ? [] : [`  expect(answer${index}.status).toBe(${status});`];
}

/** The last answer must not name what was deleted. */
function goneLines({ steps }: Replay): readonly string[] | undefined {
  const deletion = steps.findLast(({ method }) => method === "DELETE");
  const id = deletion?.path.findLast((text) => typeof text !== "string");
  if (id === undefined) return undefined;
  return [
    `  expect(answer${steps.length - 1}.text).not.toContain(JSON.stringify(answer${id.step}.json${access(id.at)}));`,
  ];
}

/** The last answer must no longer look as it did. */
function outlineLines({ steps, outline }: Replay): readonly string[] {
  const names = Object.keys(outline.headers).filter((name) => name !== "content-type");
  return [
    "  // Texts that were sent stand as they are in an outline, others by their kind.",
    `  const sent = ${literal(steps.flatMap(({ body }) => body ?? []).join(" "))};`,
    `  const found = outline(answer${steps.length - 1}, ${literal(names)}, sent);`,
    "  // So it was when this was written, and so it must not be.",
    `  expect(found).not.toEqual(${JSON.stringify(outline, undefined, 2).replaceAll("\n", "\n  ").replaceAll(unsafe, escapeUnit)});`,
  ];
}

function template(texts: readonly ReplayText[], query: ReplayStep["credentialQuery"]): string {
  const parts = texts.map((text) =>
    typeof text === "string"
      ? literal(text)
      : `encodeURIComponent(answer${text.step}.json${access(text.at)})`,
  );
  const path = texts.filter((text) => typeof text === "string").join("");
  const pairs = Object.entries(query).map(([name, script], index) => {
    const mark = index > 0 || path.includes("?") ? "&" : "?";
    return `${literal(`${mark}${encodeURIComponent(name)}=`)} + encodeURIComponent(${script})`;
  });
  return joinLiterals([...parts, ...pairs]).join(" + ");
}

/** Neighbouring literals as one. */
function joinLiterals(parts: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (
      before?.startsWith('"') === true &&
      before.endsWith('"') &&
      part.startsWith('"') &&
      part.endsWith('"') &&
      !part.includes(" + ")
    )
      joined[joined.length - 1] = `${before.slice(0, -1)}${part.slice(1)}`;
    else joined.push(part);
  }
  return joined;
}

function access(pointer: string): string {
  return pointerTokens(pointer).map(accessTo).join("");
}

function accessTo(token: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(token)
    ? `.${token}`
    : `[${literal(/^\d+$/.test(token) ? Number(token) : token)}]`;
}

/** What acts on a terminal or an editor, or is not ASCII. */
const unsafe = /[\u007F-\uFFFF]/g;

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A value as JavaScript. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll(unsafe, escapeUnit);
}

function comment(text: string): string {
  return `// ${escapeText(text)}`;
}
