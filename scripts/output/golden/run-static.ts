// Calls by a client against `specloom-mock --static`: what comes back is what the document shows as its answer.
import { isDeepStrictEqual } from "node:util";

import { findJsonContent, findSuccess, type ApiModel, type Json } from "@specloom/api-model";
import { createMockApp } from "@specloom/mock-server";

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
  const client = await loadClient(folder, (request) => mock.fetch(request));
  const validators = createValidators(model.schemas);
  const functions = await loadCalls(folder);
  const faults: string[] = [];
  for (const [index, call] of calls.entries()) {
    const content = findJsonContent(findSuccess(call.operation)?.content);
    const shown = content?.examples[0]?.value;
    const isSound = content?.schema === undefined || validators.response(content.schema)(shown) === undefined;
    const fault = await faultOf({ call, run: functions[index]!, shown: isSound ? shown : undefined }, client);
    if (fault !== undefined) faults.push(`${call.title}: ${fault}`);
  }
  return faults;
}

interface Running {
  readonly call: GoldenCall;
  readonly run: (client: AnyClient) => Promise<unknown>;
  /** What the document shows as the answer. */
  readonly shown: Json | undefined;
}

async function faultOf({ call, run, shown }: Running, client: AnyClient): Promise<string | undefined> {
  try {
    const answer = await run(client);
    if (shown === undefined || isShown(plainOf(answer), shown, call)) return undefined;
    return `answered ${JSON.stringify(answer)?.slice(0, 200)} and not ${JSON.stringify(shown).slice(0, 200)}`;
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
