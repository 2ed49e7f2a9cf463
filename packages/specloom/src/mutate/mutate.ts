// Runs the contract suite against a server with each of its faults, and counts which it finds.
import type { ApiModel, Pointer } from "@specloom/api-model";
import type { CheckResult } from "@specloom/contract-runtime";
import { contractOptions, firstBroken, judge, type Judging } from "./judge.ts";
import { compareAnswers, recording, type Difference, type Recorded } from "./record.ts";
import { whyRight } from "./right-refusal.ts";
import { runProbe } from "./probe.ts";
import type { Fault, Subject, Suspect } from "./subject.ts";
import { runContract } from "@specloom/contract-runtime";

/**
 * `killed`: a check broke; `survived`: none did, although recorded requests are answered differently; `same`: none of them
 * is, or only in a way that is as right, so there is nothing to find, and it does not count.
 */
export type Verdict = "killed" | "survived" | "same";

export interface Trial {
  readonly fault: Fault;
  readonly verdict: Verdict;
  /** The check that found it. */
  readonly check?: string;
  /** Why it was not found: the first request that is answered differently; or why what differs is as right. */
  readonly reason?: string;
}

export interface Mutation {
  readonly trials: readonly Trial[];
  /** Checks that the server broke without any fault: they must not be. */
  readonly alarms: readonly { readonly check: string; readonly pointer: Pointer; readonly found: string }[];
}

/** Tries every fault of a suspect. */
export async function mutate(
  model: ApiModel,
  suspect: Suspect,
  options: Judging & { readonly progress?: (done: number, total: number) => void },
): Promise<Mutation> {
  const { broken: alarms, held } = await serve(suspect, undefined, (subject) =>
    judge(model, subject, options),
  );
  if (held === 0) throw new Error("The server without a fault gives no check anything to judge.");
  if (alarms.length > 0) return { trials: [], alarms: alarms.map(toAlarm) };
  const log = await record(model, suspect, options);
  const trials: Trial[] = [];
  for (const fault of suspect.faults) {
    trials.push(await tryFault(model, suspect, { fault, log, judging: options }));
    options.progress?.(trials.length, suspect.faults.length);
  }
  return { trials, alarms: [] };
}

/** Starts a server for some work, and ends it whatever happens. */
async function serve<Result>(
  suspect: Suspect,
  fault: Fault | undefined,
  work: (subject: Subject) => Promise<Result>,
): Promise<Result> {
  const subject = await suspect.start(fault);
  try {
    return await work(subject);
  } finally {
    await subject.close?.();
  }
}

function toAlarm({ check, failure }: CheckResult): Mutation["alarms"][number] {
  return { check: check.id, pointer: failure?.pointer ?? check.pointer, found: failure?.found ?? "" };
}

interface Log {
  /** The suite's own requests, then the probe's, each to a server of its own. */
  readonly suite: readonly Recorded[];
  readonly probe: readonly Recorded[];
}

async function record(model: ApiModel, suspect: Suspect, judging: Judging): Promise<Log> {
  const suite = await serve(suspect, undefined, async (subject) => {
    const recorded = recording(subject);
    await runContract(model, contractOptions(recorded.subject, judging));
    return recorded.log;
  });
  const probe = await serve(suspect, undefined, async (subject) => {
    const recorded = recording(subject);
    await runProbe(model, recorded.subject);
    return recorded.log;
  });
  return { suite, probe };
}

async function tryFault(
  model: ApiModel,
  suspect: Suspect,
  { fault, log, judging }: { readonly fault: Fault; readonly log: Log; readonly judging: Judging },
): Promise<Trial> {
  const broken = await firstBroken(model, (work) => serve(suspect, fault, work), judging);
  if (broken !== undefined) return { fault, verdict: "killed", check: broken.check.id };
  const right: string[] = [];
  for (const part of ["suite", "probe"] as const) {
    const compared = await serve(suspect, fault, (subject) =>
      compareAnswers(log[part], subject, (difference, before) => whyRight(model, difference, before)),
    );
    right.push(...compared.right);
    if (compared.difference === undefined) continue;
    const told = part === "suite" ? "the suite saw" : "the suite sends nothing like";
    return { fault, verdict: "survived", reason: `${told} ${describe(compared.difference)}` };
  }
  return {
    fault,
    verdict: "same",
    ...(right.length === 0 ? {} : { reason: [...new Set(right)].join("; ") }),
  };
}

/** Characters of a request or an answer that are shown. */
const SHOWN = 100;

function describe({ request, expected, found }: Difference): string {
  const { method, body } = request;
  const url = request.url.replace(/^https?:\/\/[^/]+/, "");
  const sent = body === undefined || body === "" ? "" : ` ${body.slice(0, SHOWN)}`;
  return `${method} ${url.slice(0, 2 * SHOWN)}${sent}: ${differing(expected, found)}`;
}

/** The first line in which two answers differ. */
function differing(expected: string, found: string): string {
  const [right, wrong] = [expected.split("\n"), found.split("\n")];
  const index = right.findIndex((line, at) => line !== wrong[at]);
  const [one = "", other = ""] = [right[index], wrong[index]];
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const from = Math.max(0, same - SHOWN / 4);
  const show = (line: string): string => (line === "" ? "nothing" : line.slice(from, from + SHOWN));
  return `${show(other)} for ${show(one)}`;
}
