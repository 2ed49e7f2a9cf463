// Cursors are opaque to clients: a position, sealed so that a cursor that this collection never gave is recognised.
import { createHash } from "node:crypto";

const SEAL_LENGTH = 12;

export interface CursorScope {
  readonly seed: number;
  readonly collection: string;
  /** Where the parameter takes whole numbers only, a cursor is the bare position. */
  readonly isNumeric: boolean;
}

export function encodeCursor(
  { seed, collection, isNumeric }: CursorScope,
  position: number,
): string | number {
  return isNumeric ? position : sealOf({ seed, collection }, position) + position.toString(36);
}

/** Undefined for a cursor that was never given. */
export function decodeCursor(
  { seed, collection, isNumeric }: CursorScope,
  cursor: unknown,
): number | undefined {
  if (isNumeric)
    return typeof cursor === "number" && Number.isSafeInteger(cursor) && cursor > 0 ? cursor : undefined;
  if (typeof cursor !== "string" || !/^[\w-]{12}[0-9a-z]{1,11}$/.test(cursor)) return undefined;
  const position = Number.parseInt(cursor.slice(SEAL_LENGTH), 36);
  return cursor.startsWith(sealOf({ seed, collection }, position)) ? position : undefined;
}

function sealOf(scope: { readonly seed: number; readonly collection: string }, position: number): string {
  const hash = createHash("sha256").update(`${scope.seed} ${position} ${scope.collection}`);
  return hash.digest("base64url").slice(0, SEAL_LENGTH);
}
