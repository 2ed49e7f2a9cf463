// `pnpm check`: everything that can be judged without running a test. All steps run, so that one run shows all that is wrong.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runNode } from "./child-process.ts";

const require = createRequire(import.meta.url);

/** Script that a package's `bin` names. */
function findCommand(packageName: string, command: string = packageName): string {
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifest) as { bin: string | Readonly<Record<string, string>> };
  const script = typeof bin === "string" ? bin : bin[command];
  if (script === undefined) throw new Error(`${packageName} has no command ${command}.`);
  return join(dirname(manifest), script);
}

const failed: string[] = [];
async function runStep(
  step: string | { readonly title: string; readonly isLoud: boolean },
  script: string,
  args: readonly string[],
): Promise<boolean> {
  const { title, isLoud } = typeof step === "string" ? { title: step, isLoud: false } : step;
  const code = await runNode(script, args, { quiet: !isLoud });
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${title}`);
  if (code !== 0) failed.push(title);
  return code === 0;
}

await runStep("document lint", "scripts/turbo.ts", ["run", "lint"]);
await runStep("generator builds", "scripts/turbo.ts", ["run", "build", "--filter=specloom"]);
// Before anything that depends on generation: that would mend what this step is here to find.
const upToDate = await runStep("generated files up to date", findCommand("specloom"), [
  "generate",
  "--check",
  "--config",
  "spec/specloom.config.ts",
]);
if (upToDate) {
  await runStep("types", "scripts/turbo.ts", ["run", "types", "//#types:workspace"]);
  // It says what it compared with, which is worth reading where it passes too.
  const gate = ["changeset", "--check", "--config", "spec/specloom.config.ts"];
  await runStep({ title: "changes covered by a changeset", isLoud: true }, findCommand("specloom"), gate);
} else console.log("left out: types and changesets (they depend on the generated files)");
await runStep("layers", "scripts/check-layers.ts", []);
await runStep("code lint", findCommand("oxlint"), []);
await runStep("formatting", findCommand("oxfmt"), ["--check", "."]);

if (failed.length > 0) {
  console.error(`\n${failed.length} of the checks failed: ${failed.join(", ")}.`);
  process.exitCode = 1;
}
