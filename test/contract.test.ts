// The generated contract tests against the mock server over real HTTP: green as it is, red with one fault.
import { join } from "node:path";
import { startMockServer, type MockServer } from "@specloom/mock-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runContract } from "./contract.ts";
import { startTamperingProxy } from "./tampering-proxy.ts";
import { ROOT } from "./workspace.ts";

let mock: MockServer;
beforeAll(async () => {
  mock = await startMockServer({ document: join(ROOT, "spec/openapi.yaml") });
});
afterAll(() => mock?.close());

async function runAgainst(tamper: (object: Record<string, unknown>) => void): ReturnType<typeof runContract> {
  const proxy = await startTamperingProxy(mock.url, tamper);
  try {
    return await runContract(ROOT, mock, proxy.url);
  } finally {
    await proxy.close();
  }
}

test("a server that keeps the document passes", async () => {
  const { code, stdout, stderr } = await runAgainst(() => {});
  expect(code, stdout + stderr).toBe(0);
});

test.each([
  {
    fault: "updated_at is missing",
    tamper: remove("updated_at"),
    pointer: "#/components/schemas/ServiceAccount",
  },
  { fault: "an id is a number", tamper: set("id", 7), pointer: "/properties/id" },
  {
    fault: "has_next_page is a string",
    tamper: set("has_next_page", "no"),
    pointer: "#/components/schemas/PageInfoCursor",
  },
])("a server fails where $fault, and the schema is named", async ({ tamper, pointer }) => {
  const { code, stdout, stderr } = await runAgainst(tamper);
  expect(code, stdout + stderr).toBe(1);
  expect(stdout).toContain(pointer);
});

function remove(member: string) {
  return (object: Record<string, unknown>): void => {
    delete object[member];
  };
}

function set(member: string, value: unknown) {
  return (object: Record<string, unknown>): void => {
    if (member in object) object[member] = value;
  };
}
