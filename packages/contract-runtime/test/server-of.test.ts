import type { ApiModel, Operation, Server } from "@specloom/api-model";
import { expect, test } from "vitest";
import { serverOf } from "../src/exchange/server-of.ts";

const servers = (...urls: readonly string[]): Server[] => urls.map((url) => ({ url, variables: [] }));
const home = "https://api.example/v1";

test.each<{ readonly call: [baseUrl: string, own: string[] | undefined, all: string[], expected: string] }>([
  { call: [home, ["https://uploads.example/v2/"], [home], "https://uploads.example/v2"] },
  { call: [home, ["/v2"], [home], "https://api.example/v2"] },
  { call: [home, ["https://{x}.example", "https://uploads.example"], [home], "https://uploads.example"] },
  { call: [home, undefined, [home], home] },
  { call: [home, ["javascript:alert(1)"], [home], home] },
  { call: ["http://127.0.0.1:9", ["https://uploads.example"], [home], "http://127.0.0.1:9"] },
  { call: ["http://127.0.0.1:9/v1", ["https://uploads.example"], ["/v1"], "http://127.0.0.1:9/v1"] },
  { call: ["http://127.0.0.1:9/v1", ["/v2"], ["/v1"], "http://127.0.0.1:9/v2"] },
])(
  "of base URL, its own servers and the document's follows where an operation is called: $call",
  ({ call }) => {
    const [baseUrl, own, all, expected] = call;
    const operation = { ...(own && { servers: servers(...own) }) } as Partial<Operation> as Operation;
    const model = { servers: servers(...all) } as Partial<ApiModel> as ApiModel;
    expect(serverOf(model, operation, baseUrl)).toBe(expected);
  },
);
