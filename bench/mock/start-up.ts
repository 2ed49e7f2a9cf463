// From the start of the process to its first answer, for the Keycard document's ten operations and for a synthetic document
// of 600.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, type Figure } from "../lib/figures.ts";
import { installPrism, PRISM, startPrism } from "./prism.ts";
import type { ServerProcess } from "./server-process.ts";
import { KEYCARD, startMock } from "./subjects.ts";
import { syntheticDocument } from "./synthetic-document.ts";

const ROUNDS = 5;

export async function measureStartUp(): Promise<Figure[]> {
  installPrism();
  const folder = await mkdtemp(join(tmpdir(), "bench-mock-"));
  const large = join(folder, "large.json");
  await writeFile(large, JSON.stringify(syntheticDocument(600)));
  try {
    return [
      ...(await compare("10", KEYCARD, "/organizations/x/service-accounts")),
      ...(await compare("600", large, "/things-0")),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compare(operations: string, document: string, path: string): Promise<Figure[]> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await timeStart(() => startMock(document), path));
    theirs.push(await timeStart(() => startPrism(document), path));
  }
  const ratios = ours.map((time, round) => time / (theirs[round] ?? Number.NaN));
  return [
    { id: `start-${operations}-mock`, value: median(ours), unit: "ms" },
    { id: `start-${operations}-prism`, value: median(theirs), unit: "ms" },
    { id: `start-${operations}-to-prism`, value: median(ratios), unit: "x", bound: 0.5, against: PRISM },
  ];
}

/** Any answer counts: without credentials it is a 401. */
async function timeStart(start: () => Promise<ServerProcess>, path: string): Promise<number> {
  const started = performance.now();
  const server = await start();
  try {
    await (await fetch(`http://127.0.0.1:${server.port}${path}`)).text();
    return performance.now() - started;
  } finally {
    // In the way that people stop it: what Node compiled is kept for the next start.
    await server.stop("SIGTERM");
  }
}
