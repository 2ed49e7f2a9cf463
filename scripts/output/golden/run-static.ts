// Calls by a client against `specloom-mock --static`: what comes back is what the document shows as its answer.
import { isDeepStrictEqual } from "node:util";

import {
  findJsonContent,
  findSuccess,
  type ApiModel,
  type Content,
  type Json,
  type Operation,
} from "@specloom/api-model";
import { createMockApp } from "@specloom/mock-server";

import { createRoutes } from "../../../packages/mock-server/src/app/routes.ts";
import { createValidators } from "../../../packages/mock-server/src/schema/validators.ts";
import { loadClient, loadCalls, type AnyClient } from "./load-client.ts";
import type { GoldenCall } from "./read-calls.ts";

/**
 * What of the calls did not end as the document shows, one line each.
 *
 * @param folder the packages of the document, with the module of its calls in it
 */
export async function runStatic(
  folder: string,
  model: ApiModel,
  calls: readonly GoldenCall[],
): Promise<readonly string[]> {
  const mock = createMockApp({ model, static: true });
  const findRoute = createRoutes(model.operations, model.schemas);
  let sent: Request | undefined;
  const client = await loadClient(folder, (request) => {
    sent = request;
    return mock.fetch(request);
  });
  // Templates that match one path are a problem of the document: which of them answers is for the server to say.
  const isAnothers = ({ operation }: GoldenCall): boolean => {
    const route = sent && findRoute(new URL(sent.url).pathname, sent.method)?.route;
    return route !== undefined && route.operations.get(operation.method) !== operation;
  };
  const validators = createValidators(model.schemas);
  const functions = await loadCalls(folder);
  const faults: string[] = [];
  for (const [index, call] of calls.entries()) {
    const isBodiless = call.operation.responses.some(
      // Whatever a document shows there, 204 and 205 have no content (RFC 9110, sections 15.3.5 and 15.3.6).
      ({ status, content }) => /^20[45]$/.test(status) || (status.startsWith("2") && content.length === 0),
    );
    const soundExample = ({ schema, examples }: Content): Json[] => {
      const value = examples[0]?.value;
      const isSound = schema === undefined || validators.response(schema)(value) === undefined;
      return value === undefined || !isSound ? [] : [value];
    };
    const shown = goodAnswers(call.operation).flatMap(soundExample);
    const usual = findJsonContent(findSuccess(call.operation)?.content);
    // Where the usual answer shows nothing, or nothing that its schema allows, it is made up.
    const isMadeUp = (answer: unknown): boolean =>
      usual?.schema !== undefined &&
      soundExample(usual).length === 0 &&
      validators.response(usual.schema)(answer) === undefined;
    const fault = await faultOf({ call, run: functions[index]!, shown, isBodiless, isMadeUp }, client);
    if (fault !== undefined && !isAnothers(call)) faults.push(`${call.title}: ${fault}`);
  }
  return faults;
}

/** Bodies of JSON that a call may resolve to: any good status may come. */
function goodAnswers(operation: Operation): readonly Content[] {
  const usual = findSuccess(operation);
  const others = operation.responses.filter(({ status }) => status.startsWith("2"));
  return [...new Set([usual, ...others])].flatMap((response) => findJsonContent(response?.content) ?? []);
}

interface Running {
  readonly call: GoldenCall;
  readonly run: (client: AnyClient) => Promise<unknown>;
  /** What the document shows as answers; empty where it shows none. */
  readonly shown: readonly Json[];
  /** True where a good answer may have no body. */
  readonly isBodiless: boolean;
  /** Whether an answer is one of which the document shows nothing, and is as its schema has it. */
  readonly isMadeUp: (answer: unknown) => boolean;
}

async function faultOf(
  { call, run, shown, isBodiless, isMadeUp }: Running,
  client: AnyClient,
): Promise<string | undefined> {
  try {
    const answer = await run(client);
    if (answer === undefined && isBodiless) return undefined;
    const plain = plainOf(answer);
    const isFine =
      shown.length === 0 || isMadeUp(plain) || shown.some((value) => isShown(plain, value, call));
    if (isFine) return undefined;
    return `answered ${JSON.stringify(answer)?.slice(0, 200)} and not ${JSON.stringify(shown[0]).slice(0, 200)}`;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

/** Without the steps that a page has beside its body. */
function plainOf(answer: unknown): unknown {
  return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
}

/** Equal, but for members that hold what the path of the call says. */
function isShown(answer: unknown, shown: Json, { operation, positional, params }: GoldenCall): boolean {
  if (typeof shown !== "object" || shown === null || Array.isArray(shown))
    return isDeepStrictEqual(answer, shown);
  if (typeof answer !== "object" || answer === null) return false;
  const names = new Set(["id", ...operation.parameters.path.map(({ name }) => name)]);
  const inPath = new Set([positional, ...Object.values(params ?? {})].map(String));
  const expected = Object.entries(shown).map(([name, value]) => {
    const given = (answer as Record<string, unknown>)[name];
    return [name, names.has(name) && inPath.has(String(given)) ? given : value];
  });
  return isDeepStrictEqual(answer, Object.fromEntries(expected));
}
