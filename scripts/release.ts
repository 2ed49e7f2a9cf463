// `pnpm release`: everything that a change must pass, then what was not published yet.
import { runNode } from "./child-process.ts";

const STEPS: readonly (readonly [script: string, args: readonly string[]])[] = [
  ["scripts/turbo.ts", ["run", "build"]],
  ["scripts/check.ts", []],
  ["scripts/turbo.ts", ["run", "test", "//#test:workspace"]],
  ["scripts/publish.ts", []],
];

for (const [script, args] of STEPS) {
  process.exitCode = await runNode(script, args);
  if (process.exitCode !== 0) break;
}
