/** Names once given: plain data, kept in a file beside the document. Entries are sorted by `key` and `name`. */
export interface NamesLock {
  readonly operations: readonly LockedOperation[];
  readonly schemas: readonly LockedSchema[];
}

/** Names of one operation. */
export interface LockedOperation {
  /** `POST /path`. */
  readonly key: string;
  readonly resource: readonly string[];
  readonly method: string;
  readonly paramsType?: string;
  /** Name of an answer that is no component; a component has its own. */
  readonly responseType?: string;
}

/** Name of one schema's type. */
export interface LockedSchema {
  /** Key under `components/schemas`. */
  readonly name: string;
  readonly typeName: string;
}

/** Names that a person sets; they win over the lock and the rule. */
export interface NameOverrides {
  /** By `GET /path`. */
  readonly operations?: {
    readonly [key: string]: { readonly resource?: readonly string[]; readonly method?: string };
  };
  /** Key under `components/schemas` -> type name. */
  readonly schemas?: { readonly [name: string]: string };
  /** Plural word -> singular word, both in lower case, for words that English rules get wrong. */
  readonly singular?: { readonly [plural: string]: string };
  /** Beginning of every path that makes no node of the resource tree: `/v1`. */
  readonly dropPathPrefix?: string;
}

/** Key of an operation in a lock and in overrides. */
export function operationKey(operation: { readonly method: string; readonly path: string }): string {
  return `${operation.method} ${operation.path}`;
}

/** The lock with these entries in it: those of the same key replaced, all others kept, sorted by code unit. */
export function extendLock(lock: NamesLock | undefined, named: NamesLock): NamesLock {
  return {
    operations: merge(lock?.operations ?? [], named.operations, (entry) => entry.key),
    schemas: merge(lock?.schemas ?? [], named.schemas, (entry) => entry.name),
  };
}

function merge<Entry>(
  old: readonly Entry[],
  current: readonly Entry[],
  keyOf: (entry: Entry) => string,
): Entry[] {
  const byKey = new Map([...old, ...current].map((entry) => [keyOf(entry), entry]));
  return [...byKey]
    .toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([, entry]) => entry);
}
