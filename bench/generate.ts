// `pnpm bench:generate [DOCUMENT]`: what generating all three packages costs, against other generators in the same run.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

import { measureAgainstPeers } from "./generate/against-peers.ts";
import { measureGrowth } from "./generate/growth.ts";
import { measureOneCall } from "./generate/one-call.ts";
import { measureRegeneration } from "./generate/regeneration.ts";
import { measureStrictOutput } from "./generate/strict-output.ts";
import { removeWorkspaces } from "./generate/workspace.ts";
import { report } from "./lib/figures.ts";

const LARGEST = join(import.meta.dirname, "../../shared/specs/github-enterprise-3.19.json");
const ROUNDS = 5;

const given = process.argv.slice(2).find((argument) => argument !== "--");
const document = given === undefined ? LARGEST : resolve(given);
if (existsSync(document)) {
  console.log(`generating from ${document}, ${ROUNDS} rounds`);
  try {
    await report("generate", [
      ...(await measureAgainstPeers(document, ROUNDS)),
      ...(await measureGrowth()),
      ...(await measureRegeneration()),
      ...(await measureStrictOutput()),
      // The call is one of that document.
      ...(given === undefined ? await measureOneCall(document) : []),
    ]);
  } finally {
    await removeWorkspaces();
  }
} else {
  console.error(`There is no document at ${document}. Give the path of one: pnpm bench:generate DOCUMENT`);
  process.exitCode = 2;
}
