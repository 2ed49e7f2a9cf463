// What a run has sent and got so far, for the summary of what it covered.
import type { Operation, Parameter, Pointer } from "@specloom/api-model";
import type { CallInput, Exchange } from "../exchange/exchange.ts";

/** Plain data, so that a worker can send it. */
export interface Seen {
  readonly statuses: readonly { readonly operation: string; readonly status: number }[];
  /** Pointers of the parameters and bodies that were sent. */
  readonly inputs: readonly Pointer[];
  /** Pointers of the keywords that a request was made to break. */
  readonly constraints: readonly Pointer[];
}

export interface SeenLog {
  exchange(exchange: Exchange, input: CallInput): void;
  constraint(pointer: Pointer): void;
  /** Takes over what another log has. */
  add(seen: Seen): void;
  all(): Seen;
}

/** An empty log. */
export function createSeenLog(): SeenLog {
  const statuses = new Map<string, Set<number>>();
  const inputs = new Set<Pointer>();
  const constraints = new Set<Pointer>();
  const addStatus = (operation: string, status: number): void =>
    void statuses.set(operation, (statuses.get(operation) ?? new Set()).add(status));
  return {
    exchange: ({ operation, answer }, input) => {
      // Another method or path is not what the operation documents.
      if (input.method !== undefined || input.pathSuffix !== undefined || answer.kind === "no-answer") return;
      addStatus(operation.id, answer.status);
      for (const pointer of sentPointers(operation, input)) inputs.add(pointer);
    },
    constraint: (pointer) => void constraints.add(pointer),
    add: (seen) => {
      for (const { operation, status } of seen.statuses) addStatus(operation, status);
      for (const pointer of seen.inputs) inputs.add(pointer);
      for (const pointer of seen.constraints) constraints.add(pointer);
    },
    all: () => ({
      statuses: [...statuses].flatMap(([operation, own]) =>
        [...own].map((status) => ({ operation, status })),
      ),
      inputs: [...inputs],
      constraints: [...constraints],
    }),
  };
}

function sentPointers(operation: Operation, input: CallInput): readonly Pointer[] {
  const { path, query, header, cookie } = operation.parameters;
  const hasBody = input.body !== undefined || input.raw !== undefined;
  return [
    ...sent(path, input.path),
    ...sent(query, input.query),
    ...sent(header, input.headers),
    ...sent(cookie, input.cookies),
    ...(hasBody && operation.body !== undefined ? [operation.body.pointer] : []),
  ];
}

function sent(parameters: readonly Parameter[], values: object | undefined): readonly Pointer[] {
  return parameters.filter(({ name }) => Object.hasOwn(values ?? {}, name)).map(({ pointer }) => pointer);
}
