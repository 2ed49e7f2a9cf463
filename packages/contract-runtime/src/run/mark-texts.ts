import type { Json, Operation } from "@specloom/api-model";
import { isObject } from "../document/pointer.ts";
import { bodyType } from "../exchange/build-request.ts";
import { isFreeString, markName } from "../make/mark-name.ts";
import { cutText } from "../make/text-samples.ts";
import type { Session } from "./session.ts";

/**
 * The body with its name marked, so that its owner can tell what a run created; and, of an invalid one, every free text
 * that is as in the valid one, so that what it leaves behind is known by it.
 */
export function markTexts(
  { schemas, mark, ledger }: Session,
  operation: Operation,
  { sent, valid }: { readonly sent: Json; readonly valid: Json | undefined },
): Json {
  const type = bodyType(operation);
  const schema = operation.body?.content.find(({ mediaType }) => mediaType === type)?.schema;
  if (schema === undefined) return sent;
  const text = `${mark}${ledger.mark() + 1}`;
  if (valid === undefined) return markName(schemas, { body: sent, schema: { $ref: schema } }, text);
  if (!isObject(sent) || !isObject(valid)) return sent;
  const members = schemas.members(schema);
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => {
      const member = members.get(name);
      const isSame = typeof value === "string" && Object.hasOwn(valid, name) && value === valid[name];
      if (!isSame || member === undefined || !isFreeString(schemas, member)) return [name, value];
      const most = schemas.resolve(member)["maxLength"];
      const room = typeof most === "number" ? most : Number.POSITIVE_INFINITY;
      return [name, text.length > room ? value : cutText(`${text} ${value}`, room)];
    }),
  );
}
