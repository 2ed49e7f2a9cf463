// One of the three doors by which text of a document enters code.

// Words that no binding or type may have: ECMA-262 section 12.7.2 (with strict mode and modules) and TypeScript's type keywords.
const RESERVED: ReadonlySet<string> = new Set(
  (
    "arguments as async await break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for from function get if implements import in instanceof interface let new null of package private " +
    "protected public return set static super switch this throw true try type typeof undefined var void while with yield " +
    "any unknown never string number boolean symbol object bigint"
  ).split(" "),
);

/** A name that can be declared; what an identifier may not hold becomes `_`. */
export function identifier(name: string): string {
  const legal = name.toWellFormed().replaceAll(/[^\p{ID_Continue}$]|\u200C|\u200D/gu, "_");
  const started = /^[\p{ID_Start}$_]/u.test(legal) ? legal : `_${legal}`;
  return RESERVED.has(started) ? `${started}_` : started;
}
