import type { GoldenCall } from "./read-calls.ts";

/** A module that types every call by the client of a document: what does not fit its types does not compile. */
export function printCalls(name: string, calls: readonly GoldenCall[]): string {
  return [
    `import type { Client } from "@${name}/client";`,
    "",
    "export const calls: readonly ((client: Client) => Promise<unknown>)[] = [",
    ...calls.map((call) => `  // ${JSON.stringify(call.title)}\n  async (client) => ${expressionOf(call)},`),
    "];",
    "",
  ].join("\n");
}

function expressionOf({ operation, positional, params }: GoldenCall): string {
  const { resource, method } = operation.call;
  const path = [...resource, method].map((member) => `[${JSON.stringify(member)}]`).join("");
  const given = [positional, params].filter((value) => value !== undefined);
  return `client${path}(${given.map((value) => literalOf(value)).join(", ")})`;
}

/** As JSON, but `__proto__`, which would set the prototype, is a member like any other. */
function literalOf(value: unknown): string {
  return JSON.stringify(value).replaceAll('"__proto__":', '["__proto__"]:');
}
