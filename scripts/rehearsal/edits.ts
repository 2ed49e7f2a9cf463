// What one edit of a document leads to, from the proposal to the consumer's build.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Consumer } from "./consumer.ts";
import { expectThat, show, type Stage } from "./steps.ts";

export interface Edit {
  readonly title: string;
  /** File of the document, from the folder of the stage. */
  readonly file: string;
  readonly replace: readonly (readonly [from: string, to: string])[];
  /** What the verdict must be on the two axes. */
  readonly wire: string;
  readonly types: string;
}

export interface Release {
  readonly stage: Stage;
  /** Package whose version is watched. */
  readonly package: string;
  readonly propose: () => Promise<string>;
  readonly check: () => Promise<void>;
  readonly version: () => Promise<void>;
  readonly publish: () => Promise<void>;
}

interface Proposed {
  readonly comparison: { readonly wire: string; readonly types: string };
  readonly bumps: Readonly<Record<string, string>>;
}

/** Edits, proposes, versions, publishes; the consumer's build must break exactly when the type verdict said so. */
export async function rehearseEdit(edit: Edit, release: Release, consumer: Consumer): Promise<void> {
  show(`edit: ${edit.title}`);
  await apply(edit, release.stage.folder);
  const { comparison, bumps } = JSON.parse(await release.propose()) as Proposed;
  const { wire, types } = comparison;
  const verdict = `wire ${wire}, types ${types}: ${bumps[release.package] ?? "nothing"}`;
  expectThat(
    wire === edit.wire && types === edit.types,
    `the verdict is ${verdict}`,
    JSON.stringify(comparison),
  );
  await release.check();
  show("ok     the gate passes with what was proposed");
  await release.version();
  await release.publish();
  const breaks = types === "breaking";
  await consumer.update();
  const careful = await consumer.build();
  expectThat(careful.passes, "a consumer that takes what its ranges allow still builds", careful.output);
  await consumer.takeLatest();
  const latest = await consumer.build();
  expectThat(
    latest.passes !== breaks,
    `a consumer that takes the newest release ${breaks ? "no longer builds" : "builds"}, as the verdict said`,
    latest.output,
  );
}

async function apply({ file, replace }: Edit, folder: string): Promise<void> {
  const path = join(folder, file);
  let text = await readFile(path, "utf8");
  for (const [from, to] of replace) {
    expectThat(text.includes(from), `${file} holds ${JSON.stringify(from)}`);
    text = text.replace(from, to);
  }
  await writeFile(path, text);
}
