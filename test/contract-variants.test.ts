// Servers that are correct in another way than the mock pass the contract tests; `pnpm bench:contract` runs all of them.
import { expect, test } from "vitest";
import { runVariant } from "../bench/contract/run-variant.ts";
import { variants } from "../bench/contract/variants.ts";

const chosen = [
  "lists in no order that can be guessed",
  "gives cursors that need encoding",
  "others create and delete in the same organization",
  "answers 403 to another tenant",
  "tells times in whole seconds",
  "names things by UUID",
  "asks to wait for hours",
];

test.each(chosen)("a server that %s passes, with seed 7", async (name) => {
  const variant = variants.find((each) => each.name === name);
  expect(variant).toBeDefined();
  const { alarms } = await runVariant(variant, 7);
  expect(alarms.map(({ check, failure }) => [check.id, failure?.expected, failure?.found])).toEqual([]);
});

test("the plain mock passes with every check judged, in fewer than 600 requests", async () => {
  const { alarms, notJudged, left, requests } = await runVariant(undefined, 7);
  expect([alarms, notJudged, left]).toEqual([[], 0, 0]);
  expect(requests).toBeLessThan(600);
});
