// The suite declares its tests here, under this package's own vitest, as users will declare it under theirs: one test a
// check, all of which must pass.
import { expect, test } from "vitest";
import { contractSuite } from "../src/suite.ts";
import { boardModel } from "./fixture/board-model.ts";
import { createBoardServer } from "./fixture/board-server.ts";

const server = createBoardServer();

contractSuite(boardModel, ["teams", "boards", "keys"], {
  baseUrl: "http://boards.test/v1",
  fetch: (request) => server.fetch(request),
  parameters: { team_id: "red" },
  credentials: { token: "token-of-red" },
  identities: { other: { credentials: { token: "token-of-blue" }, parameters: { team_id: "blue" } } },
});

test("the suite of a resource leaves nothing behind", () => {
  expect(server.log.filter((line) => line.startsWith("POST")).length).toBeGreaterThan(10);
  expect(server.things.size).toBe(0);
});
