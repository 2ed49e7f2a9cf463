import type { Webhook } from "../model.ts";
import { entriesOf, flagOf, isObject, memberOf, optionalText } from "../json.ts";
import { joinPointer } from "../pointer.ts";
import { METHODS, readBody } from "./read-operations.ts";
import { resolveOrReport, type Reading } from "./reading.ts";

/** The requests under `webhooks` (OpenAPI 3.1), in document order. */
export function readWebhooks(reading: Reading): Webhook[] {
  return entriesOf(memberOf(reading.document, "webhooks")).flatMap(([name, item]) => {
    const target = resolveOrReport(reading, item, joinPointer("#/webhooks", name));
    if (target === undefined) return [];
    return entriesOf(target.value).flatMap(([member, operation]): Webhook[] => {
      const method = Object.hasOwn(METHODS, member) ? METHODS[member] : undefined;
      if (method === undefined || !isObject(operation)) return [];
      const pointer = joinPointer(target.pointer, member);
      const body = readBody(reading, operation, pointer);
      return [
        {
          kind: "webhook",
          name,
          pointer,
          method,
          ...optionalText(operation, "summary"),
          ...optionalText(operation, "description"),
          deprecated: flagOf(operation, "deprecated"),
          ...(body && { body }),
        },
      ];
    });
  });
}
