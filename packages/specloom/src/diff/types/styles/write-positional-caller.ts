// Positional callers: every operation, every exported function and class, with the fewest arguments, with all, and with all that is in them.
import type ts from "typescript";

import { accessOf, addPiece, type WritingScope } from "../consumer-code.ts";
import { CodeWriter, type Extent } from "../code-writer.ts";
import type { ExportedName } from "../read-surface.ts";

/** The fewest arguments, all of them with the least in each, all of them with all. */
const CALLS: readonly (readonly [extent: Extent, isWhole: boolean])[] = [
  ["minimal", false],
  ["minimal", true],
  ["full", true],
];

export function writePositionalCallers(scope: WritingScope): void {
  const { checker } = scope.surface;
  for (const operation of scope.operations.filter(scope.isTouched)) {
    const signatures = checker.getTypeOfSymbol(operation.symbol).getCallSignatures();
    writeCalls(scope, { owner: operation.owner, member: operation.method, signatures }, (writer, given) => {
      const called = accessOf("client", [...operation.path, operation.method]);
      return `export const call = (client: ${writer.useType(operation.root)}) => ${called}(${given});`;
    });
  }
  for (const name of scope.names) if (name.isValue && scope.isChanged(name)) writeValue(scope, name);
}

function writeValue(scope: WritingScope, name: ExportedName): void {
  const type = scope.surface.valueTypeOf(name);
  const calls = type.getCallSignatures();
  writeCalls(
    scope,
    { owner: name, signatures: calls },
    (writer, given) => `export const call = () => ${writer.use(name)}(${given});`,
  );
  const makes = type.getConstructSignatures();
  writeCalls(
    scope,
    { owner: name, signatures: makes },
    (writer, given) => `export const make = () => new ${writer.use(name)}(${given});`,
  );
}

interface Called {
  readonly owner: ExportedName;
  readonly member?: string;
  readonly signatures: readonly ts.Signature[];
}

/** The same function called in each way, one overload after the other. */
function writeCalls(
  scope: WritingScope,
  { owner, member, signatures }: Called,
  write: (writer: CodeWriter, given: string) => string,
): void {
  for (const signature of signatures) {
    const seen = new Set<string>();
    for (const [extent, isWhole] of CALLS) {
      const given = new CodeWriter(scope.surface).callArguments(signature, extent, isWhole)?.join(", ");
      if (given === undefined) scope.skip("positional caller", owner);
      if (given === undefined || seen.has(given)) continue;
      seen.add(given);
      addPiece(scope, { style: "positional caller", owner, member }, (writer) => {
        const written = writer.callArguments(signature, extent, isWhole)?.join(", ");
        return written === undefined ? undefined : write(writer, written);
      });
    }
  }
}
