// What a run has made and must take away again. An entry is written the moment a creation is answered.
import type { Lifecycle } from "@specloom/api-model";

/** Something that a run created. */
export interface Created {
  /** Unique in a run. */
  readonly key: string;
  /** Operation that deletes it; absent where the document has none. */
  readonly deleteOperation?: string;
  /** Values of the path parameters that name it. */
  readonly path: { readonly [parameter: string]: string };
  /** `POST /pets answered with id "p1"`. */
  readonly label: string;
  /** Why it could not be deleted, once that was tried. */
  readonly reason?: string;
}

/** A change of the ledger, for somebody who keeps a copy in another thread. */
export type LedgerEvent =
  | { readonly kind: "created"; readonly created: Created }
  | { readonly kind: "gone"; readonly key: string };

export interface Ledger {
  /** Writes an entry down and gives its key. */
  created(lifecycle: Lifecycle, entry: { readonly path: Created["path"]; readonly label: string }): string;
  gone(key: string): void;
  /** Takes over a change from another ledger. */
  apply(event: LedgerEvent): void;
  /** What still stands, newest first; from a mark on, where one is given. */
  standing(since?: number): readonly Created[];
  /** A mark for {@link standing}: how many entries there have been. */
  mark(): number;
}

/** An empty ledger. @param listen hears of each change at once */
export function createLedger(listen: (event: LedgerEvent) => void = () => undefined): Ledger {
  const entries: Created[] = [];
  const goneKeys = new Set<string>();
  const apply = (event: LedgerEvent): void => {
    if (event.kind === "created") entries.push(event.created);
    else goneKeys.add(event.key);
  };
  const report = (event: LedgerEvent): void => {
    apply(event);
    listen(event);
  };
  return {
    created: (lifecycle, { path, label }) => {
      const key = `${lifecycle.collectionPath} ${JSON.stringify(path)} ${entries.length}`;
      const deleteOperation = lifecycle.operations.delete;
      report({
        kind: "created",
        created: { key, path, label, ...(deleteOperation === undefined ? {} : { deleteOperation }) },
      });
      return key;
    },
    gone: (key) => report({ kind: "gone", key }),
    apply,
    standing: (since = 0) =>
      entries
        .slice(since)
        .filter(({ key }) => !goneKeys.has(key))
        .toReversed(),
    mark: () => entries.length,
  };
}
