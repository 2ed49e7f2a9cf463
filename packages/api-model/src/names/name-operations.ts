// Gives each operation its node and method. Names set by a person come first, then those of the lock, then the rule in
// document order; so nothing that is added takes a name that was given before.
import type { Verb } from "../model.ts";
import type { Report } from "../problem-codes.ts";
import type { RawOperation } from "../read/read-operations.ts";
import { pathParameters } from "../read/path-template.ts";
import { operationKey, type NameOverrides, type NamesLock } from "./names-lock.ts";
import type { Placement } from "./place-operation.ts";
import { isReservedMember } from "./reserved.ts";
import { camelCase } from "./words.ts";

/** An operation with its place by the rule. */
export interface PlacedOperation {
  readonly operation: RawOperation;
  readonly placement: Placement;
}

/** The place that an operation got. */
export interface CallPlace {
  readonly resource: readonly string[];
  readonly method: string;
  readonly verb: Verb;
}

interface NamingOptions {
  readonly lock: NamesLock | undefined;
  readonly overrides: NameOverrides;
  readonly report: Report;
}

/** Places in the order of the operations. */
export function nameOperations(placed: readonly PlacedOperation[], options: NamingOptions): CallPlace[] {
  const naming = new OperationNaming(options);
  const fixed = placed.map((entry) => naming.keepGiven(entry));
  naming.claimMethods(placed.filter((_, index) => fixed[index] === undefined));
  return placed.map((entry, index) => fixed[index] ?? naming.give(entry));
}

const keyOfNode = (path: readonly string[]): string => JSON.stringify(path);

class OperationNaming {
  readonly #options: NamingOptions;
  readonly #locked: ReadonlyMap<string, { readonly resource: readonly string[]; readonly method: string }>;
  /** Methods taken, by node. */
  readonly #methods = new Map<string, Set<string>>();
  /** Children taken, by node. */
  readonly #children = new Map<string, Set<string>>();
  /** Node given to a chain of the rule. */
  readonly #nodes = new Map<string, readonly string[]>();
  /** Methods that the rule wants, by chain of the rule: a child node gives way to them. */
  readonly #wanted = new Map<string, Set<string>>();

  constructor(options: NamingOptions) {
    this.#options = options;
    this.#locked = new Map(options.lock?.operations.map((entry) => [entry.key, entry]));
  }

  /** The place that a person, the document or the lock gave; undefined where none did or another operation has it. */
  keepGiven({ operation, placement }: PlacedOperation): CallPlace | undefined {
    const key = operationKey(operation);
    const overrides = this.#options.overrides.operations ?? {};
    const set = Object.hasOwn(overrides, key) ? overrides[key] : undefined;
    const locked = this.#locked.get(key);
    const resource = set?.resource ?? locked?.resource;
    const method = set?.method ?? locked?.method;
    if (resource === undefined || method === undefined) return undefined;
    if (resource.length === 0 || setOf(this.#methods, keyOfNode(resource)).has(method)) return undefined;
    this.#takeNode(resource);
    if (set?.resource === undefined) this.#learnNodes(placement.chain, resource);
    setOf(this.#methods, keyOfNode(resource)).add(method);
    return { resource, method, verb: placement.verb };
  }

  claimMethods(placed: readonly PlacedOperation[]): void {
    for (const { placement } of placed) setOf(this.#wanted, keyOfNode(placement.chain)).add(placement.method);
  }

  give({ operation, placement }: PlacedOperation): CallPlace {
    const { overrides } = this.#options;
    const key = operationKey(operation);
    const set =
      overrides.operations && Object.hasOwn(overrides.operations, key)
        ? overrides.operations[key]
        : undefined;
    const resource = set?.resource ?? operation.declaredResource ?? this.#nodeOf(placement.chain, operation);
    this.#takeNode(resource);
    const method = this.#freeMethod(operation, resource, set?.method ?? placement.method);
    setOf(this.#methods, keyOfNode(resource)).add(method);
    return { resource, method, verb: placement.verb };
  }

  #takeNode(path: readonly string[]): void {
    path.forEach((name, index) => setOf(this.#children, keyOfNode(path.slice(0, index))).add(name));
  }

  #learnNodes(chain: readonly string[], resource: readonly string[]): void {
    if (chain.length !== resource.length) return;
    chain.forEach((_, index) => {
      const key = keyOfNode(chain.slice(0, index + 1));
      if (!this.#nodes.has(key)) this.#nodes.set(key, resource.slice(0, index + 1));
    });
  }

  #nodeOf(chain: readonly string[], operation: RawOperation): readonly string[] {
    const key = keyOfNode(chain);
    const known = chain.length === 0 ? [] : this.#nodes.get(key);
    if (known !== undefined) return known;
    const parent = this.#nodeOf(chain.slice(0, -1), operation);
    const wanted = chain.at(-1) ?? "unnamed";
    const methods = setOf(this.#methods, keyOfNode(parent));
    const claimed = setOf(this.#wanted, keyOfNode(chain.slice(0, -1)));
    let name = wanted;
    while (isReservedMember(name, parent) || methods.has(name) || claimed.has(name)) name = `${name}_`;
    if (name !== wanted) this.#reportNode(operation, { wanted, name, parent });
    const node = [...parent, name];
    this.#nodes.set(key, node);
    return node;
  }

  #freeMethod(operation: RawOperation, resource: readonly string[], wanted: string): string {
    const taken = setOf(this.#methods, keyOfNode(resource));
    const children = setOf(this.#children, keyOfNode(resource));
    const isFree = (name: string): boolean =>
      !taken.has(name) && !children.has(name) && !isReservedMember(name, resource);
    if (isFree(wanted)) return wanted;
    const by = pathParameters(operation.path).at(-1);
    const candidates = [
      ...(isReservedMember(wanted, resource) ? [`${wanted}_`] : []),
      ...(by === undefined ? [] : [camelCase(`${wanted} by ${by}`)]),
      camelCase(`${wanted} ${operation.method}`),
      ...(operation.id.includes(" ") ? [] : [camelCase(operation.id)]),
    ];
    let method = candidates.find(isFree) ?? `${wanted}2`;
    for (let count = 3; !isFree(method); count++) method = `${wanted}${count}`;
    this.#options.report(
      isReservedMember(wanted, resource) ? "reserved-name" : "name-clash",
      operation.pointer,
      {
        message: `${operationKey(operation)} is called ${[...resource, method].join(".")}: ${wanted} is taken there.`,
        hint: "Nothing, or set a resource or method for it in the overrides.",
      },
    );
    return method;
  }

  #reportNode(
    operation: RawOperation,
    { wanted, name, parent }: { wanted: string; name: string; parent: readonly string[] },
  ): void {
    this.#options.report("reserved-name", operation.pointer, {
      message: `The resource ${JSON.stringify(wanted)} is called ${[...parent, name].join(".")}: its own name has a meaning there.`,
      hint: "Nothing, or set a resource for its operations in the overrides.",
    });
  }
}

function setOf(map: Map<string, Set<string>>, key: string): Set<string> {
  const found = map.get(key) ?? new Set<string>();
  map.set(key, found);
  return found;
}
