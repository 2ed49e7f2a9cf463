// What a run covered of a document, what it did not, and why.
import type { ApiModel, Operation, Pointer } from "@specloom/api-model";
import { checkKinds } from "../contract/check-kinds.ts";
import type { CheckResult } from "../contract/check.ts";
import { findResponse } from "../document/find-response.ts";
import { schemasOf } from "../judge/schemas.ts";
import { coverageCases } from "../make/coverage-cases.ts";
import type { Seen } from "../run/seen.ts";
import { constraintPointers } from "./constraint-pointers.ts";

/** Something that a run did not cover. */
export interface Uncovered {
  /** An operation, an operation with a status, a pointer, or the code of a check. */
  readonly what: string;
  readonly why: string;
}

/** One kind of thing, counted. */
export interface Covered {
  readonly covered: number;
  readonly total: number;
  readonly missing: readonly Uncovered[];
}

/** Operations answered with a 2xx; documented statuses met; parameters and bodies sent; keywords broken on purpose; checks decided. */
export interface Coverage {
  readonly operations: Covered;
  readonly statuses: Covered;
  readonly parameters: Covered;
  readonly constraints: Covered;
  readonly laws: Covered;
}

interface Run {
  readonly model: ApiModel;
  readonly results: readonly CheckResult[];
  readonly seen: Seen;
}

/** Sums up what a run covered. */
export function summarizeCoverage(run: Run): Coverage {
  return {
    operations: countOperations(run),
    statuses: countStatuses(run),
    parameters: countParameters(run),
    constraints: countConstraints(run),
    laws: countLaws(run),
  };
}

function count<T>(
  all: readonly T[],
  isCovered: (each: T) => boolean,
  describe: (each: T) => Uncovered,
): Covered {
  const missing = all.filter((each) => !isCovered(each));
  return { covered: all.length - missing.length, total: all.length, missing: missing.map(describe) };
}

function countOperations({ model, results, seen }: Run): Covered {
  const answered = new Set(
    seen.statuses.filter(({ status }) => status >= 200 && status < 300).map(({ operation }) => operation),
  );
  return count(
    model.operations,
    ({ id }) => answered.has(id),
    (operation) => ({
      what: nameOf(operation),
      why: whyOpen(results, operation) ?? "it was never answered with a 2xx",
    }),
  );
}

function countStatuses({ model, seen }: Run): Covered {
  const met = new Map<Pointer, true>();
  for (const { operation: id, status } of seen.statuses) {
    const operation = model.operations.find((each) => each.id === id);
    const response = operation === undefined ? undefined : findResponse(operation, status);
    if (response !== undefined) met.set(response.pointer, true);
  }
  const all = model.operations.flatMap((operation) =>
    operation.responses.map((response) => ({ operation, response })),
  );
  return count(
    all,
    ({ response }) => met.has(response.pointer),
    ({ operation, response: { status } }) => ({
      what: `${nameOf(operation)} ${status}`,
      why: whyUnmet(status),
    }),
  );
}

function whyUnmet(status: string): string {
  if (status === "429") return "a run makes no load";
  if (status.startsWith("5")) return "a run provokes no failure of the server";
  if (status === "403") return "no caller of this run was without the right; --identity gives one";
  if (status === "409") return "no request of this run clashed with what was there";
  return "no request of this run was answered with it";
}

function countParameters({ model, results, seen }: Run): Covered {
  const sent = new Set(seen.inputs);
  const all = model.operations.flatMap((operation) => [
    ...Object.values(operation.parameters)
      .flat()
      .map(({ name, pointer }) => ({ operation, name, pointer })),
    ...(operation.body === undefined ? [] : [{ operation, name: "body", pointer: operation.body.pointer }]),
  ]);
  return count(
    all,
    ({ pointer }) => sent.has(pointer),
    ({ operation, name }) => ({
      what: `${nameOf(operation)} ${name}`,
      why: whyOpen(results, operation) ?? "no value that is surely valid is known for it",
    }),
  );
}

function countConstraints({ model, results, seen }: Run): Covered {
  const broken = new Set(seen.constraints);
  const planned = new Map<Pointer, Operation>();
  const all = new Set<Pointer>();
  for (const operation of model.operations) {
    for (const pointer of constraintPointers(model, operation)) all.add(pointer);
    for (const { purpose, pointer } of coverageCases(model, schemasOf(model), operation))
      if (purpose !== "accept") planned.set(pointer, operation);
  }
  return count(
    [...all],
    (pointer) => broken.has(pointer),
    (pointer) => {
      const operation = planned.get(pointer);
      if (operation === undefined)
        return { what: pointer, why: "no request that breaks it alone can be written" };
      return { what: pointer, why: whyOpen(results, operation) ?? "the run did not come to it" };
    },
  );
}

function countLaws({ results }: Run): Covered {
  return count(
    Object.keys(checkKinds),
    (code) => results.some(({ check, verdict }) => check.code === code && verdict !== "not-judged"),
    (code) => {
      const own = results.find(({ check }) => check.code === code);
      return {
        what: code,
        why: own?.reason ?? "nothing in this document, or in what was chosen of it, arms it",
      };
    },
  );
}

/** Why a check of an operation was not judged, where one was not. */
function whyOpen(results: readonly CheckResult[], operation: Operation): string | undefined {
  const open = results.filter(
    ({ check, verdict }) => check.operation === operation.id && verdict === "not-judged",
  );
  return (open.find(({ check }) => check.code === "accepted") ?? open[0])?.reason;
}

function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}
