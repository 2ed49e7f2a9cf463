// The contract is declared here under this package's own vitest, as users declare it under theirs: one test a check, all of
// which must pass.
import { expect, test } from "vitest";
import { contractTests } from "../src/index.ts";
import { boardModel } from "./fixture/board-model.ts";
import { createBoardServer } from "./fixture/board-server.ts";

const server = createBoardServer();
const contract = contractTests(boardModel, { environmentPrefix: "BOARDS" });

contract({
  baseUrl: "http://boards.test/v1",
  fetch: (request) => server.fetch(request),
  identities: {
    owner: { credentials: { token: "token-of-red" }, parameters: { team_id: "red" } },
    other: { credentials: { token: "token-of-blue" }, parameters: { team_id: "blue" } },
    expired: { credentials: { token: "former-token-of-red" } },
  },
  only: "keys",
});

test("the suite leaves nothing behind", () => {
  expect(server.log.filter((line) => line.startsWith("POST")).length).toBeGreaterThan(10);
  expect(server.things.size).toBe(0);
});
