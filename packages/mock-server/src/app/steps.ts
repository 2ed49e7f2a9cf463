// The way of a request, one step after the other; the first that has an answer or a fault ends it. What a step sets on the
// exchange, later steps rely on. A list rather than a function, so that a caller can leave a step out or put another in.
import type { Json } from "@specloom/api-model";
import { authenticate, cookiesOf } from "../auth/authenticate.ts";
import { fault, type Fault } from "../answer/fault.ts";
import { perform } from "../perform/perform.ts";
import { readHeader } from "../request/read-header.ts";
import { acceptContent } from "../request/media-type.ts";
import type { ParameterReader } from "../request/parameter-reader.ts";
import { parseQuery, queryOf } from "../request/query-pairs.ts";
import { readBody, type BodyRead } from "../request/read-body.ts";
import { whenSettled, type Settled } from "../settled.ts";
import { findEntity } from "../state/collection.ts";
import type { Answer, Exchange } from "./exchange.ts";
import type { MockContext } from "./mock-context.ts";

export type Outcome = Answer | Fault | undefined;

export interface Step {
  readonly name: string;
  readonly run: (exchange: Exchange, context: MockContext) => Settled<Outcome>;
}

export const STEPS: readonly Step[] = [
  { name: "authenticate", run: checkCaller },
  { name: "path", run: readPath },
  { name: "tenant", run: checkTenant },
  { name: "query", run: readQuery },
  { name: "header", run: readHeaders },
  { name: "accept", run: chooseContent },
  { name: "body", run: readAndCheckBody },
  { name: "ancestors", run: findAncestors },
  { name: "perform", run: (exchange, context) => perform(context, exchange) },
];

function checkCaller(exchange: Exchange, context: MockContext): Outcome {
  const caller = authenticate(exchange.request, exchange.plan.operation, context);
  if ("sentence" in caller) return caller;
  exchange.caller = caller;
  return undefined;
}

function readPath(exchange: Exchange): Outcome {
  const { plan, pathTexts, path } = exchange;
  for (const reader of plan.path) {
    const text = pathTexts[plan.pathNames.indexOf(reader.parameter.name)];
    if (text === undefined) continue;
    const value = reader.fromText(text);
    const wrong = judge(reader, value);
    if (wrong !== undefined) return wrong;
    path.set(reader.parameter.name, value);
  }
  return undefined;
}

function judge({ parameter, validate }: ParameterReader, value: Json): Fault | undefined {
  const wrong = validate(value);
  return wrong === undefined
    ? undefined
    : fault("invalid-parameter", `${parameter.in} parameter "${parameter.name}" ${wrong}`);
}

/** Another tenant is answered as the document declares; a tenant that is nobody's is not there. */
function checkTenant({ plan, pathTexts, caller }: Exchange, { model, principals }: MockContext): Outcome {
  if (model.tenant === undefined) return undefined;
  const { parameter, otherTenant } = model.tenant;
  const named = pathTexts[plan.pathNames.indexOf(parameter)];
  if (named === undefined || named === caller.tenant) return undefined;
  const isKnown = principals.some(({ tenant }) => tenant === named);
  if (!isKnown) {
    const isMade = plan.ancestors.some(({ isTenant, origin }) => isTenant && origin === "created");
    return isMade || plan.own?.entry.isTenant === true ? undefined : noTenant(parameter, named);
  }
  if (caller.tenant === undefined && plan.operation.security.length === 0) return undefined;
  // Where the document hides other tenants behind 404, nothing in the answer may tell the two apart.
  const isHidden =
    otherTenant.find((status) => plan.operation.responses.some((one) => one.status === status)) === "404";
  if (isHidden) return noTenant(parameter, named);
  const sentence = `the credential does not belong to the ${parameter} ${JSON.stringify(named)}`;
  return fault("other-tenant", sentence, { declared: otherTenant });
}

function noTenant(parameter: string, named: string): Fault {
  return fault("not-found", `there is no ${parameter} ${JSON.stringify(named)}`);
}

function readQuery({ plan, request, query }: Exchange): Outcome {
  if (plan.query.length === 0) return undefined;
  const pairs = parseQuery(queryOf(request.url));
  if (pairs === undefined) return fault("malformed", "the query has a broken percent-encoding");
  for (const reader of plan.query) {
    const wrong = take(reader, reader.fromQuery(pairs), query);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function readHeaders({ plan, request }: Exchange): Outcome {
  for (const reader of plan.header) {
    const text = readHeader(request.headers, reader.parameter.name);
    const wrong = take(reader, text === undefined ? undefined : reader.fromText(text));
    if (wrong !== undefined) return wrong;
  }
  if (plan.cookie.length === 0) return undefined;
  const cookies = cookiesOf(request);
  for (const reader of plan.cookie) {
    const text = cookies.get(reader.parameter.name);
    const wrong = take(reader, text === undefined ? undefined : reader.fromText(text));
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function take(reader: ParameterReader, value: Json | undefined, into?: Map<string, Json>): Fault | undefined {
  const { name, required, in: place } = reader.parameter;
  if (value === undefined) {
    return required
      ? fault("invalid-parameter", `${place} parameter "${name}" is required and missing`)
      : undefined;
  }
  const wrong = judge(reader, value);
  if (wrong === undefined) into?.set(name, value);
  return wrong;
}

/** Before anything takes effect: a caller that cannot take the answer gets none (RFC 9110, 15.5.7). */
function chooseContent(exchange: Exchange): Outcome {
  const { contents } = exchange.plan.success;
  if (contents.length === 0) return undefined;
  const accept = exchange.request.headers.get("accept");
  const content = acceptContent(contents, accept);
  if (content === undefined) {
    const offered = contents.map(({ mediaType }) => mediaType).join(", ");
    return fault("not-acceptable", `the answer is ${offered}, which the Accept header rules out: ${accept}`);
  }
  exchange.answerContent = content;
  return undefined;
}

function readAndCheckBody(exchange: Exchange, context: MockContext): Settled<Outcome> {
  const { plan, request } = exchange;
  const { body } = plan.operation;
  if (body === undefined) return undefined;
  return whenSettled(readBody(request, body, context.schemas), (read) => checkBody(exchange, read));
}

function checkBody(exchange: Exchange, read: BodyRead | Fault): Outcome {
  if ("sentence" in read) return read;
  exchange.body = read.value;
  exchange.bodyContent = read.content;
  if (read.value === undefined || read.content === undefined) return undefined;
  const wrong = exchange.plan.validateBody(read.content)?.(read.value);
  return wrong === undefined ? undefined : fault("invalid-body", `body ${wrong}`);
}

function findAncestors(exchange: Exchange, context: MockContext): Outcome {
  if (exchange.plan.ancestors.length === 0) return undefined;
  const found = [];
  for (const entry of exchange.plan.ancestors) {
    const entity = findEntity(context, entry, exchange);
    if (entity === undefined) {
      return fault(
        "not-found",
        `there is no ${JSON.stringify(exchange.pathTexts[entry.depth] ?? "")} in ${entry.name}`,
      );
    }
    found.push(entity);
  }
  exchange.ancestors = found;
  return undefined;
}
