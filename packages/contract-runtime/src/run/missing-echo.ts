import type { Json, Lifecycle, Schema } from "@specloom/api-model";
import { findWrapper } from "../document/find-wrapper.ts";
import { escapeToken, isObject } from "../document/pointer.ts";
import { bodyType } from "../exchange/build-request.ts";
import type { Exchange } from "../exchange/exchange.ts";
import { isReadOnly } from "../judge/is-read-only.ts";
import { holdsValue } from "../judge/same-value.ts";
import { showValue } from "../judge/show-value.ts";
import { answerMembers, volatileMembers } from "./compare-things.ts";
import { objectIn, type JudgedFault, type ScenarioRun } from "./scenario-run.ts";

/** The fault that a write's answer does not hold what was sent; members that the document gives it and the client writes. */
export function missingEcho(
  run: ScenarioRun,
  lifecycle: Lifecycle,
  { sent, exchange }: { readonly sent: Json | undefined; readonly exchange: Exchange },
): JudgedFault | undefined {
  if (!isObject(sent)) return undefined;
  const documented = answerMembers(run, lifecycle, exchange);
  const managed = new Set(lifecycle.managed.map(({ member }) => member));
  const volatile = volatileMembers(run, lifecycle);
  const ignored = ignoredMembers(run, exchange);
  const answered = objectIn(exchange);
  const own = (member: string): Json | undefined =>
    Object.hasOwn(answered, member) ? answered[member] : undefined;
  const lost = Object.keys(sent).find(
    (member) =>
      mayShow(run, documented.get(member), sent[member]) &&
      !managed.has(member) &&
      !volatile.has(member) &&
      !ignored.has(member) &&
      !holdsValue(own(member), sent[member]) &&
      !(removesMembers(exchange) && isWithout(own(member), sent[member])),
  );
  if (lost === undefined) return undefined;
  return {
    expected: `at /${escapeToken(lost)}, what was sent: ${showValue(sent[lost])}`,
    found: showValue(own(lost)),
  };
}

/** RFC 7396, section 2: a null of a merge patch takes the member away. */
function removesMembers({ operation }: Exchange): boolean {
  return bodyType(operation)?.startsWith("application/merge-patch+json") === true;
}

/** True where a value is what a merge patch makes: without what is null there. */
function isWithout(value: Json | undefined, patch: Json | undefined): boolean {
  if (patch === null) return value === undefined || value === null;
  if (!isObject(patch)) return holdsValue(value, patch);
  const own = (name: string): Json | undefined =>
    isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return isObject(value) && Object.entries(patch).every(([name, part]) => isWithout(own(name), part));
}

/** Members that an example may hold and a request does not have (`readOnly`): servers ignore them (OpenAPI 3.1, section 4.8.24). */
function ignoredMembers({ session }: ScenarioRun, { operation }: Exchange): ReadonlySet<string> {
  const content = operation.body?.content.find(({ mediaType }) => mediaType === bodyType(operation));
  if (content?.schema === undefined) return new Set();
  const members = [...session.schemas.members(content.schema)];
  return new Set(members.filter(([, member]) => isReadOnly(session.schemas, member)).map(([name]) => name));
}

/** True where an answer has the member, and may have a value of that type in it: requests may take more types than answers show. */
function mayShow({ session }: ScenarioRun, schema: Schema | undefined, value: Json | undefined): boolean {
  if (schema === undefined) return false;
  const types = [session.schemas.resolve(schema)["type"] ?? []].flat();
  return types.length === 0 || types.some((type: Json) => isOfType(value, type));
}

function isOfType(value: Json | undefined, type: Json): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  return typeof value === (type === "integer" ? "number" : type);
}

/** The same of a thing that the answer wraps: only what both schemas give alike is compared. */
export function missingWrappedEcho(
  { session }: ScenarioRun,
  { sent, exchange }: { readonly sent: Json | undefined; readonly exchange: Exchange },
): JudgedFault | undefined {
  const wrapper = findWrapper(session.model, exchange.operation);
  if (wrapper === undefined || !isObject(sent)) return undefined;
  const { [wrapper.member]: thing } = objectIn(exchange);
  if (!isObject(thing)) return undefined;
  const lost = wrapper.shared.find(
    (member) => Object.hasOwn(sent, member) && !holdsValue(thing[member], sent[member]),
  );
  return lost === undefined
    ? undefined
    : {
        expected: `at /${escapeToken(wrapper.member)}/${escapeToken(lost)}, what was sent: ${showValue(sent[lost])}`,
        found: showValue(thing[lost]),
      };
}
