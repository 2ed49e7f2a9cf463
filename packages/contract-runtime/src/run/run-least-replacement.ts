// A replacement by the least that the document requires.
import type { Operation } from "@specloom/api-model";
import { escapeToken } from "../document/pointer.ts";
import { bodyType } from "../exchange/build-request.ts";
import type { Exchange } from "../exchange/exchange.ts";
import { showValue } from "../judge/show-value.ts";
import type { Change } from "./choose-change.ts";
import { requiredInput } from "./required-input.ts";
import { Blocked, objectIn } from "./scenario-run.ts";
import type { Session } from "./session.ts";
import { difference, readIfThere, type CreatedStage, type Thing } from "./stage.ts";

/** Replaces the thing by what the document requires of it: nothing that was left out is kept (RFC 9110, section 9.3.4). */
export async function runLeastReplacement(
  stage: CreatedStage,
  operation: Operation,
  { change, now }: { readonly change: Change; readonly now: Exchange },
): Promise<void> {
  const { run, first } = stage;
  const { schemas } = run.session;
  const before = objectIn(now);
  const { schema, body, optional } = leastBody(run.session, operation, change);
  if (schemas.validate("request", schema, body).length > 0)
    throw new Blocked("what is required of a replacement is not known");
  const exchange = await run.callValid(operation, {
    ...requiredInput(run.session, operation),
    path: first.path,
    body,
  });
  const after = objectIn((await readIfThere(stage, first.path)) ?? exchange);
  const kept = optional.find(
    (member) =>
      Object.hasOwn(before, member) &&
      before[member] !== null &&
      difference([before, after], [member]) === undefined,
  );
  const fault = kept && {
    expected: `at /${escapeToken(kept)}, another value: the replacement left it out`,
    found: showValue(after[kept]),
  };
  run.judge("replace-drops-unsent", exchange, fault === "" ? undefined : fault);
}

/** The body of a change without what the document does not require, and the names of that, but for what has a default. */
function leastBody(
  { schemas }: Session,
  operation: Operation,
  { body }: Change,
): { readonly schema: string; readonly body: Thing; readonly optional: readonly string[] } {
  const schema = operation.body?.content.find(({ mediaType }) => mediaType === bodyType(operation))?.schema;
  const required = schema === undefined ? undefined : schemas.resolve(schema)["required"];
  if (schema === undefined) throw new Blocked("the replacement has no schema");
  const owed = new Set(Array.isArray(required) ? required.map(String) : []);
  const members = schemas.members(schema);
  const hasDefault = (name: string): boolean =>
    schemas.resolve(members.get(name) ?? true)["default"] !== undefined;
  return {
    schema,
    body: Object.fromEntries(Object.entries(body).filter(([name]) => owed.has(name))),
    optional: Object.keys(body).filter((name) => !owed.has(name) && !hasDefault(name)),
  };
}
