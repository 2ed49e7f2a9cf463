import { describe, expect, test } from "vitest";
import { planContract } from "../src/index.ts";
import { applyPolicy, isFailing, outdatedEntries, readKnownFailures } from "../src/report/known-failures.ts";
import { boardModel } from "./fixture/board-model.ts";
import { createBoardServer } from "./fixture/board-server.ts";
import { runBoard } from "./fixture/run-board.ts";

const plan = planContract(boardModel);
const read = (text: string): ReturnType<typeof readKnownFailures> => readKnownFailures(text, plan);

describe("a file of known failures", () => {
  test("names checks by code or id, and operations by id or method and path", () => {
    const { entries, faults } = read(
      [
        "# lived with until the next release",
        "",
        "update-keeps-unsent updateBoard the editor sends all members anyway",
        "  update-keeps-unsent   PATCH /teams/{team_id}/boards/{board_id}   again  ",
        "lifecycle/teams.boards/updateBoard/update-keeps-unsent updateBoard and again\r",
      ].join("\n"),
    );
    expect(faults).toEqual([]);
    expect(entries.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "the editor sends all members anyway"],
      [4, "again"],
      [5, "and again"],
    ]);
    expect(new Set(entries.map(({ checks }) => checks.join(" ")))).toEqual(
      new Set(["lifecycle/teams.boards/updateBoard/update-keeps-unsent"]),
    );
  });

  test.each([
    ["update-keeps-unsent updateBoard", /^line 1: .* has no reason/],
    ["update-keeps-unsent", /names no operation/],
    ["keeps-all updateBoard because", /arms no check "keeps-all"/],
    ["update-keeps-unsent updateBord because", /not checked on an operation "updateBord"/],
    ["update-keeps-unsent GET /teams/{team_id}/boards because", /not checked on an operation "GET \/teams/],
  ])("is refused where it says %j", (line, fault) => {
    expect(read(line)).toMatchObject({ entries: [], faults: [expect.stringMatching(fault)] });
  });

  test("tells every fault of it", () => {
    expect(read("a\n\nb c d").faults.map((fault) => fault.slice(0, 6))).toEqual(["line 1", "line 3"]);
  });
});

describe("a failure", () => {
  test("that is known does not fail a run, and one beside it does", async () => {
    const { results } = await runBoard(createBoardServer("update-clears"), {
      only: "^lifecycle/teams.boards/",
    });
    const { entries } = read(
      "update-keeps-unsent updateBoard known for long\nids-differ createBoard was so once",
    );
    expect(results.filter((result) => isFailing(result)).map(({ check }) => check.code)).toEqual([
      "update-keeps-unsent",
    ]);
    const taken = applyPolicy(results, { known: entries });
    expect(taken.filter((result) => isFailing(result))).toEqual([]);
    expect(taken.find(({ waived }) => waived !== undefined)?.waived).toEqual({
      by: "known-failures",
      reason: "known for long",
    });
    expect(outdatedEntries(entries, taken).map(({ line }) => line)).toEqual([2]);
    expect(outdatedEntries(entries, []).length).toBe(0);
  });

  test("of a convention only warns where that is asked for, and one of the document fails all the same", async () => {
    const conventions = "warn";
    const byConvention = await runBoard(createBoardServer("update-clears"), {
      only: "^lifecycle/teams.boards/",
    });
    expect(applyPolicy(byConvention.results, { conventions }).some((result) => isFailing(result))).toBe(
      false,
    );
    const stated = await runBoard(createBoardServer("bad-date"), { only: "^lifecycle/teams.boards/" });
    expect(applyPolicy(stated.results, { conventions }).some((result) => isFailing(result))).toBe(true);
  });
});
