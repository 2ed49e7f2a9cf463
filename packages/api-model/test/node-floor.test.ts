import { expect, test } from "vitest";

import { describeOldNode } from "../src/node-floor.ts";

test.each(["18.20.8", "20.20.2", "22.9.0", "22.17.1"])("Node %s is told what a command needs", (version) => {
  expect(describeOldNode("specloom", version)).toBe(
    `specloom: it needs Node 22.18 or newer and this is Node ${version}. Install a newer one, or bring one along: npm install --save-dev node@22`,
  );
});

test.each([undefined, "22.18.0", "22.20.0", "23.0.0", "100.1.0-nightly"])("Node %s will do", (version) => {
  expect(describeOldNode("specloom", version)).toBeUndefined();
});
