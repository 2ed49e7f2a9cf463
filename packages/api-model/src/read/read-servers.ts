import type { Json, Pointer, Server, ServerVariable } from "../model.ts";
import { entriesOf, itemsOf, memberOf, optionalText, textOf } from "../json.ts";
import { joinPointer } from "../pointer.ts";
import type { Reading } from "./reading.ts";

/** The servers that a document, a path item or an operation names; none where it names none. */
export function readServers(reading: Reading, holder: Json, at: Pointer): Server[] {
  return itemsOf(memberOf(holder, "servers")).flatMap((server, index) => {
    const url = textOf(server, "url");
    const pointer = joinPointer(at, "servers", index);
    if (url === undefined) {
      reading.report("malformed", pointer, {
        message: "A server must be an object with a `url`; it is left out.",
        hint: "Give it a `url`.",
      });
      return [];
    }
    const variables = entriesOf(memberOf(server, "variables")).flatMap(([name, value]) =>
      readVariable(name, value),
    );
    for (const [, name] of url.matchAll(/\{([^}]*)\}/g)) {
      if (variables.some((variable) => variable.name === name)) continue;
      reading.report("undefined-server-variable", pointer, {
        message: `The server URL names the variable ${JSON.stringify(name)}, which has no default.`,
        hint: "Add it under `variables` with a `default`.",
      });
    }
    return [{ url, ...optionalText(server, "description"), variables }];
  });
}

function readVariable(name: string, value: unknown): ServerVariable[] {
  const fallback = memberOf(value, "default");
  if (fallback === undefined || fallback === null || typeof fallback === "object") return [];
  const values = itemsOf(memberOf(value, "enum")).flatMap((item) =>
    item === null || typeof item === "object" ? [] : [String(item)],
  );
  return [{ name, default: String(fallback), ...(values.length === 0 ? {} : { enum: values }) }];
}
