// Creates and changes things by their examples on the stateful mock: what was sent comes back.
import { isDeepStrictEqual } from "node:util";

import { findJsonContent, findSuccess, type ApiModel, type Json, type Lifecycle } from "@specloom/api-model";
import { createMockApp, type Identity } from "@specloom/mock-server";

import { membersOf } from "../../../packages/mock-server/src/schema/schema-view.ts";
import { createValidators, type Validators } from "../../../packages/mock-server/src/schema/validators.ts";
import { loadClient, type AnyClient } from "./load-client.ts";
import type { GoldenCall } from "./read-calls.ts";

export interface StatefulRun {
  /** How many calls were judged. */
  readonly judged: number;
  /** What did not come back, one line each. */
  readonly faults: readonly string[];
}

/** Each call that creates, changes or replaces a thing; what it needs above it is created by the first example there. */
export async function runStateful(
  folder: string,
  model: ApiModel,
  calls: readonly GoldenCall[],
): Promise<StatefulRun> {
  const byOperation = Map.groupBy(calls, ({ operation }) => operation.id);
  const faults: string[] = [];
  let judged = 0;
  for (const lifecycle of model.lifecycles) {
    const { create, update, replace } = lifecycle.operations;
    for (const id of [create, update, replace]) {
      for (const call of byOperation.get(id ?? "") ?? []) {
        if (call.body === undefined) continue;
        const run = await startRun({ folder, model, byOperation });
        const fault = await run.judge(call, id === create ? undefined : lifecycle);
        if (fault === "unreachable" || (fault !== undefined && cannotBeShown(model, lifecycle, call)))
          continue;
        judged += 1;
        if (fault !== undefined) faults.push(`${call.title}: ${fault}`);
      }
    }
  }
  return { judged, faults };
}

/** True where the thing's own schema refuses what the request's allows: whoever takes that can only answer against the document. */
function cannotBeShown({ schemas }: ApiModel, { representation }: Lifecycle, { body }: GoldenCall): boolean {
  if (representation === undefined || !isObject(body)) return false;
  const members = membersOf(schemas, schemas[representation]);
  return Object.entries(body).some(([name, value]) => {
    const schema = members.get(name)?.schema;
    if (schema === undefined) return false;
    return createValidators({ ...schemas, [name]: schema }).response(name)(value) !== undefined;
  });
}

interface RunInput {
  readonly folder: string;
  readonly model: ApiModel;
  readonly byOperation: ReadonlyMap<string, readonly GoldenCall[]>;
}

interface Run {
  /** `thing`: the lifecycle of what the call changes, which is created first. */
  judge(call: GoldenCall, thing: Lifecycle | undefined): Promise<string | undefined>;
}

/** A mock of its own for one call, so that no two examples meet. */
async function startRun({ folder, model, byOperation }: RunInput): Promise<Run> {
  const mock = createMockApp({ model });
  const [identity] = mock.identities;
  if (identity === undefined) throw new Error("the mock knows nobody");
  const token = await identity.token();
  const client = await loadClient(folder, (request) =>
    mock.fetch(authorized(request, { identity, token, model })),
  );
  const validators = createValidators(model.schemas);
  const values: Record<string, Json> = {};
  if (identity.tenant !== undefined) values[identity.tenant.parameter] = identity.tenant.id;

  const call = (golden: GoldenCall): Promise<unknown> => callBy(client, golden, values);
  /** False where the thing cannot be made, or cannot be named once it is. */
  const make = async (lifecycle: Lifecycle): Promise<boolean> => {
    const { itemParameter, identity: member, operations } = lifecycle;
    const [golden] = byOperation.get(operations.create ?? "") ?? [];
    if (golden === undefined || itemParameter === undefined || member === undefined) return false;
    if (!(await makeParents(lifecycle))) return false;
    const made = (await call(golden)) as Record<string, Json>;
    const id = made[member];
    if (id !== undefined) values[itemParameter] = id;
    return id !== undefined;
  };
  const makeParents = async ({ parents }: Lifecycle): Promise<boolean> => {
    for (const parent of parents) {
      if (parent.kind !== "lifecycle" || values[parent.parameter] !== undefined) continue;
      const above = model.lifecycles.find(({ resource }) => isDeepStrictEqual(resource, parent.resource));
      if (above === undefined || !(await make(above))) return false;
    }
    return true;
  };
  return {
    judge: async (golden, thing) => {
      try {
        const owner = model.lifecycles.find(({ operations }) => operations.create === golden.operation.id);
        const isReady =
          thing === undefined ? owner !== undefined && (await makeParents(owner)) : await make(thing);
        if (!isReady) return "unreachable";
        return whatIsLost(golden, await call(golden), validators);
      } catch (error) {
        const isAbove = golden.operation.parameters.path.some(({ name }) => values[name] === undefined);
        // What nobody can create is not there.
        if (isAbove && (error as { status?: number }).status === 404) return "unreachable";
        return `${(error as Error).name}: ${(error as Error).message}`;
      }
    },
  };
}

/** The member of an answer that is not as it was sent, where the answer's schema allows what was sent. */
function whatIsLost(
  { operation, body }: GoldenCall,
  answer: unknown,
  validators: Validators,
): string | undefined {
  if (!isObject(body) || !isObject(answer)) return undefined;
  const schema = findJsonContent(findSuccess(operation)?.content)?.schema;
  const mayHold = (name: string, value: unknown): boolean =>
    schema === undefined || validators.response(schema)({ ...answer, [name]: value }) === undefined;
  const lost = Object.entries(body).find(
    ([name, value]) =>
      Object.hasOwn(answer, name) && !isDeepStrictEqual(answer[name], value) && mayHold(name, value),
  );
  return (
    lost && `${lost[0]} was sent as ${JSON.stringify(lost[1])} and is ${JSON.stringify(answer[lost[0]])}`
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function callBy(
  client: AnyClient,
  golden: GoldenCall,
  values: Readonly<Record<string, Json>>,
): Promise<unknown> {
  const { operation, positional, params } = golden;
  const { call, parameters } = operation;
  let node: unknown = client;
  for (const name of call.resource) node = (node as AnyClient)[name];
  const known = parameters.path.filter(
    ({ name }) => name !== call.positional?.parameter && values[name] !== undefined,
  );
  const given = {
    ...params,
    ...Object.fromEntries(known.map(({ argument, name }) => [argument, values[name]])),
  };
  const first = call.positional === undefined ? [] : [values[call.positional.parameter] ?? positional];
  const method = (node as Record<string, (...list: unknown[]) => Promise<unknown>>)[call.method]!;
  return method.call(node, ...first, ...(call.paramsType === undefined ? [] : [given]));
}

/** The request with whatever the document's schemes ask for. */
function authorized(
  request: Request,
  {
    identity,
    token,
    model,
  }: { readonly identity: Identity; readonly token: string; readonly model: ApiModel },
): Request {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const scheme of model.securitySchemes) {
    if (scheme.kind === "basic") {
      headers.set("authorization", `Basic ${btoa(`${identity.clientID}:${identity.clientSecret}`)}`);
    } else if (scheme.kind === "apiKey") {
      if (scheme.in === "query") url.searchParams.set(scheme.parameter, identity.apiKey);
      else if (scheme.in === "header") headers.set(scheme.parameter, identity.apiKey);
      else headers.append("cookie", `${scheme.parameter}=${identity.apiKey}`);
    }
  }
  const isBearer = model.securitySchemes.some(({ kind }) => kind === "oauth2" || kind === "bearer");
  if (isBearer) headers.set("authorization", `Bearer ${token}`);
  return new Request(url, new Request(request, { headers }));
}
