// `pnpm soak:mock [--short]`: the mock server with a file, under mixed load from 64 connections for a minute (short: five
// seconds), killed with SIGKILL while calls are under way, and started again: nothing that it acknowledged may be lost.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { report } from "./lib/figures.ts";
import { seededRandom } from "./lib/random.ts";
import { startMockSubject, type Subject } from "./mock/subjects.ts";
import { work, type Ledger } from "./soak/account-worker.ts";
import { createCaller } from "./soak/caller.ts";
import { openMemoryProbe, residentBytes, slopeOf, type Sample } from "./soak/memory.ts";

const CONNECTIONS = 64;
const isShort = process.argv.includes("--short");
const SECONDS = isShort ? 5 : 60;
const seed = Number(process.env["SEED"] ?? 1);
/**
 * The least that a leak keeps of a call is an object with a reference to it: 16 bytes and 8. What the callers keep alive
 * stays of one size, so that from the middle of the run on nothing may grow by as much as that.
 */
const BYTES_A_CALL = 16;

interface Soaked {
  readonly ledger: Ledger;
  readonly samples: readonly Sample[];
  /** Bytes of the process at the end. */
  readonly resident: number;
}

async function soak(server: Subject): Promise<Soaked> {
  const ledger: Ledger = { accounts: new Map(), errors: new Set(), calls: 0 };
  const random = seededRandom(seed);
  let over = false;
  const call = createCaller(server.port, server.token, CONNECTIONS);
  const path = `/organizations/${server.tenant}/service-accounts`;
  const shift = { call, path, ledger, random, isOver: () => over };
  const working = Array.from({ length: CONNECTIONS }, () => work(shift));
  const probe = await openMemoryProbe(server.printed);
  const samples: Sample[] = [];
  const started = performance.now();
  while (performance.now() - started < SECONDS * 1000 && ledger.errors.size === 0) {
    // A full collection throws compiled code away, so few are asked for, and none while the server warms up.
    await sleep(samples.length === 0 ? SECONDS * 500 : SECONDS * 80);
    samples.push({ bytes: await probe.reachable(), calls: ledger.calls });
  }
  const resident = residentBytes(server.pid);
  over = true;
  probe.close();
  await server.stop("SIGKILL");
  await Promise.all(working);
  return { ledger, samples, resident };
}

/** Accounts that are otherwise than was acknowledged. The token is one of the things that must have been kept. */
async function countLost(server: Subject, { accounts }: Ledger, token: string): Promise<number> {
  const call = createCaller(server.port, token, CONNECTIONS);
  let lost = 0;
  for (const [id, { name, doubtful }] of accounts) {
    if (doubtful) continue;
    const { status, body } = await call("GET", `/organizations/${server.tenant}/service-accounts/${id}`);
    const isKept = name === undefined ? status === 404 : status === 200 && body["name"] === name;
    if (!isKept) lost += 1;
  }
  return lost;
}

async function stopAfter<Result>(server: Subject, use: Promise<Result>): Promise<Result> {
  try {
    return await use;
  } finally {
    await server.stop();
  }
}

console.log(`calls are drawn with seed ${seed} (set SEED to draw others)`);
const folder = await mkdtemp(join(tmpdir(), "soak-"));
const database = join(folder, "state.db");
try {
  const first = await startMockSubject(["--db", database], ["--inspect=127.0.0.1:0"]);
  const { ledger, samples, resident } = await stopAfter(first, soak(first));
  const second = await startMockSubject(["--db", database]);
  const lost = await stopAfter(second, countLost(second, ledger, first.token));
  for (const error of ledger.errors) console.log(error);
  const growth = slopeOf(samples);
  await report("soak", [
    { id: "calls", value: ledger.calls / SECONDS, unit: "calls/s" },
    { id: "errors", value: ledger.errors.size, unit: "kinds", bound: 0 },
    { id: "resident", value: resident / 2 ** 20, unit: "MiB" },
    { id: "reachable", value: (samples.at(-1)?.bytes ?? 0) / 2 ** 20, unit: "MiB" },
    // Five seconds warm up and no more: there the growth is printed and not judged.
    { id: "growth", value: growth, unit: "bytes/call", ...(isShort ? {} : { bound: BYTES_A_CALL }) },
    { id: "acknowledged", value: ledger.accounts.size, unit: "accounts" },
    { id: "lost", value: lost, unit: "accounts", bound: 0 },
  ]);
} finally {
  await rm(folder, { recursive: true });
}
