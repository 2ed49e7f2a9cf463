import type { Mutation, Trial } from "./mutate.ts";

export interface GroupCount {
  readonly group: string;
  readonly killed: number;
  /** Faults that count: those that some recorded request shows. */
  readonly total: number;
  /** Faults that no recorded request shows. */
  readonly same: number;
}

/** Counts by group, in the order of the faults. */
export function countTrials(trials: readonly Trial[]): readonly GroupCount[] {
  const groups = new Map<string, Trial[]>();
  for (const trial of trials)
    groups.set(trial.fault.group, [...(groups.get(trial.fault.group) ?? []), trial]);
  return [...groups].map(([group, all]) => {
    const same = all.filter(({ verdict }) => verdict === "same").length;
    const killed = all.filter(({ verdict }) => verdict === "killed").length;
    return { group, killed, total: all.length - same, same };
  });
}

/** Killed of total a group, and every survivor with what would have shown it. */
export function formatMutation({ trials, alarms }: Mutation): string {
  if (alarms.length > 0) {
    const lines = alarms.map(({ check, pointer, found }) => `  ${check}: ${found} (${pointer})`);
    return `The server without a fault broke checks, so nothing was tried:\n${lines.join("\n")}\n`;
  }
  const counts = countTrials(trials).map(
    ({ group, killed, total, same }) =>
      `  ${group.padEnd(24)} ${killed} of ${total}${same === 0 ? "" : `, ${same} never differ`}`,
  );
  const survivors = trials.flatMap(({ fault, verdict, reason }) =>
    verdict === "survived" ? [`  ${fault.id}: ${fault.sentence}\n    ${reason ?? ""}`] : [],
  );
  const right = trials.flatMap(({ fault, verdict, reason }) =>
    verdict === "same" && reason !== undefined ? [`  ${fault.id}: ${reason}`] : [],
  );
  return [
    ...counts,
    ...(right.length === 0 ? [] : [`As right as without the fault (${right.length}):`, ...right]),
    ...(survivors.length === 0 ? [] : [`Survivors (${survivors.length}):`, ...survivors]),
    "",
  ].join("\n");
}
