// A scripted sequence of saves, as an editor makes them; what each leads to is waited for, never timed.
import { rename } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, expect, it, onTestFinished } from "vitest";

import type { Round } from "../src/dev/dev-round.ts";
import { runSession } from "../src/dev/dev-session.ts";
import { formatRound } from "../src/dev/format-round.ts";
import { DOCUMENT, ReleaseProject, removeTemplates } from "./release-project.ts";

afterAll(removeTemplates);

/** A dozen rounds; only a hang ends them by time. */
const TIMEOUT = 600_000;

/** A session under way. */
class Session {
  readonly #rounds: Round[] = [];
  #wake: () => void = () => undefined;
  #ended: string | undefined;

  static async start(project: ReleaseProject, lint?: string): Promise<Session> {
    await project.linkRuntimes();
    const session = new Session();
    const controller = new AbortController();
    const running = runSession({
      config: undefined,
      directory: project.folder,
      lint,
      signal: controller.signal,
      onStart: () => undefined,
      onRound: (round) => {
        session.#rounds.push(round);
        session.#wake();
      },
    }).then(
      () => session.#end("it ended"),
      (error: unknown) => session.#end(String(error)),
    );
    onTestFinished(async () => {
      controller.abort();
      await running;
    });
    return session;
  }

  #end(reason: string): void {
    this.#ended = reason;
    this.#wake();
  }

  /** The next round of which `holds` is true; those before it are passed over. */
  async next(holds: (round: Round) => boolean): Promise<Round> {
    for (;;) {
      const round = this.#rounds.shift();
      if (round !== undefined && holds(round)) return round;
      if (round !== undefined) continue;
      if (this.#ended !== undefined) throw new Error(`The session is over: ${this.#ended}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

const isThrough = (round: Round): boolean => round.stoppedBy === undefined;
const isStoppedBy = (step: Round["stoppedBy"]) => (round: Round) => round.stoppedBy === step;

it(
  "follows each save, and lives through every state between two good ones",
  async () => {
    const project = await ReleaseProject.make();
    const session = await Session.start(project);
    const first = await session.next(isThrough);
    expect(formatRound(first)).toBe("0 files written\nNothing differs from the last release.\n");

    // Saved by half, within brackets: what still parses is a smaller document.
    await project.write("openapi.yaml", DOCUMENT.slice(0, DOCUMENT.indexOf("items:")));
    const half = await session.next(isStoppedBy("document"));
    expect(formatRound(half)).toContain("the document cannot be read; the packages are those of before:\n");
    await project.write("openapi.yaml", "");
    expect(await session.next(isStoppedBy("document"))).toMatchObject({ written: 0 });

    // As editors that write beside the file and put it in its place.
    await project.write("openapi.yaml~", DOCUMENT.replace("maxLength: 100", "maxLength: 90"));
    await rename(join(project.folder, "openapi.yaml~"), join(project.folder, "openapi.yaml"));
    const breaking = await session.next(isThrough);
    expect(breaking.comparison).toMatchObject({ wire: "breaking", bumps: { "@notes/client": "major" } });
    expect(formatRound(breaking)).toContain(
      "**What breaks**\n\n- `POST /notes`, request: maxLength: 100 became 90",
    );

    // Gone for a moment, and back with something that generates other code.
    await project.remove("openapi.yaml");
    await session.next(isStoppedBy("document"));
    await project.write(
      "openapi.yaml",
      DOCUMENT.replace("text: { type: string }", "words: { type: string }"),
    );
    const renamed = await session.next((round) => isThrough(round) && round.written > 0);
    expect(renamed.comparison).toMatchObject({ types: "breaking" });

    // A burst: the last state counts.
    for (let count = 103; count <= 105; count++)
      await project.write("openapi.yaml", DOCUMENT.replace("maxLength: 100", `maxLength: ${count}`));
    const burst = await session.next((round) => formatRound(round).includes("maxLength: 100 became 105"));
    expect(burst.comparison).toMatchObject({ wire: "additive" });
    await project.write("openapi.yaml", DOCUMENT);
    await session.next((round) => round.comparison?.differs === false);
  },
  TIMEOUT,
);

it(
  "says what the compiler, the linter, the configuration and the baseline have against it, and goes on",
  async () => {
    const project = await ReleaseProject.make();
    await project.write(
      "lint.mjs",
      'import { existsSync } from "node:fs";\nif (existsSync("bad")) { console.log("no tabs"); process.exit(1); }\n',
    );
    const lint = `cd ${JSON.stringify(project.folder)} && ${JSON.stringify(process.execPath)} lint.mjs`;
    const session = await Session.start(project, lint);
    await session.next(isThrough);

    await project.write(
      "client/src/index.ts",
      'export type { Notes as Gone } from "./generated/resources/memos.ts";\n',
    );
    await project.edit("openapi.yaml", "description: All.", "description: Each.");
    const { faults } = await session.next(isStoppedBy("types"));
    expect(faults.join("\n")).toMatch(/client\/src\/index\.ts:1:36 Cannot find module/);
    await project.write("client/src/index.ts", 'export * from "./generated/index.ts";\n');

    await project.write("bad", "");
    await project.edit("openapi.yaml", "description: Each.", "description: Every one.");
    expect((await session.next(isStoppedBy("lint"))).faults).toEqual(["no tabs"]);
    await project.remove("bad");

    const config = await project.read("specloom.config.ts");
    await project.write("specloom.config.ts", `${config}}`);
    const { faults: wrong } = await session.next(isStoppedBy("configuration"));
    expect(wrong.join("")).toContain("cannot be loaded");
    await project.write("specloom.config.ts", config);
    await session.next(isThrough);

    const manifest = await project.read("released/release.json");
    await project.write("released/release.json", "{");
    await project.edit("openapi.yaml", "description: Every one.", "description: One by one.");
    expect((await session.next(isStoppedBy("verdict"))).faults.join("")).toContain("cannot be used");
    await project.write("released/release.json", manifest);
    await project.write("openapi.yaml", DOCUMENT);
    await session.next((round) => round.comparison?.differs === false);
  },
  TIMEOUT,
);

it("cannot begin without a configuration", async () => {
  const project = await ReleaseProject.make();
  await project.remove("specloom.config.ts");
  const { code, stdout, stderr } = await project.run("dev");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("There is no configuration here");
});
