// Round trips: what a resource answered goes back into its operations, member by member.
import ts from "typescript";

import {
  accessOf,
  addPiece,
  indexedType,
  memberAccess,
  type OperationSurface,
  type WritingScope,
} from "../consumer-code.ts";
import { CodeWriter, isOptionalParameter } from "../code-writer.ts";

/** What an operation answered, as a consumer holds it. */
interface Answered {
  readonly operation: OperationSurface;
  readonly type: ts.Type;
  /** From the answer to the value: empty, or `["items", "number"]` for an item of a list. */
  readonly way: readonly string[];
}

export function writeRoundTrips(scope: WritingScope): void {
  const resources = new Map<string, OperationSurface[]>();
  for (const operation of scope.operations) {
    const key = JSON.stringify([operation.root.name, operation.path]);
    resources.set(key, [...(resources.get(key) ?? []), operation]);
  }
  for (const operations of resources.values()) {
    const sources = distinct(operations.flatMap((operation) => readAnswers(scope, operation)));
    for (const source of sources) {
      for (const target of operations) {
        if (scope.isTouched(source.operation) || scope.isTouched(target)) writeTrip(scope, source, target);
      }
    }
  }
}

function readAnswers(scope: WritingScope, operation: OperationSurface): Answered[] {
  const { checker } = scope.surface;
  const [signature] = checker.getTypeOfSymbol(operation.symbol).getCallSignatures();
  const answer = signature && checker.getAwaitedType(signature.getReturnType());
  if (answer === undefined) return [];
  const lists = new CodeWriter(scope.surface).membersOf(answer).flatMap((member): Answered[] => {
    if (member.isOptional || !checker.isArrayType(member.type)) return [];
    const [item] = checker.getTypeArguments(member.type as ts.TypeReference);
    return item === undefined ? [] : [{ operation, type: item, way: [member.name, "number"] }];
  });
  return [{ operation, type: answer, way: [] }, ...lists];
}

function distinct(answers: readonly Answered[]): Answered[] {
  const byType = new Map<ts.Type, Map<string, Answered>>();
  for (const own of answers) {
    const known = byType.get(own.type) ?? new Map<string, Answered>();
    byType.set(own.type, known.set(own.way.join("/"), own));
  }
  return [...byType.values()].flatMap((known) => Array.from(known.values()));
}

function writeTrip(scope: WritingScope, source: Answered, target: OperationSurface): void {
  const { checker } = scope.surface;
  const [signature] = checker.getTypeOfSymbol(target.symbol).getCallSignatures();
  if (signature === undefined) return;
  const writer = new CodeWriter(scope.surface);
  const given: string[] = [];
  let isCarried = false;
  for (const parameter of signature.parameters) {
    const own = checker.getNonNullableType(checker.getTypeOfSymbol(parameter));
    const carried = carry(writer, source, { name: parameter.name, type: own });
    if (carried !== undefined) {
      isCarried = true;
      given.push(carried);
      continue;
    }
    if (isOptionalParameter(parameter)) break;
    const value = writer.value(own, "minimal");
    if (value === undefined) return;
    given.push(value);
  }
  if (!isCarried) return;
  const own = { style: "round trip", owner: target.owner, member: target.method } as const;
  addPiece(scope, own, (fresh) => {
    const root = fresh.useType(target.root);
    const answered = `Awaited<ReturnType<${indexedType(root, [...source.operation.path, source.operation.method])}>>`;
    const held = source.way.reduce(
      (type, step) => `${type}[${step === "number" ? step : JSON.stringify(step)}]`,
      answered,
    );
    const called = accessOf("client", [...target.path, target.method]);
    return `export const send = (client: ${root}, value: ${held}) => ${called}(${given.join(", ")});`;
  });
}

/** What of the answer fills an argument: its identity, or the members that the argument has too. */
function carry(
  writer: CodeWriter,
  { type }: Answered,
  argument: { readonly name: string; readonly type: ts.Type },
): string | undefined {
  const { checker } = writer.surface;
  const members = new Map(writer.membersOf(type).map((own) => [own.name, own]));
  const fits = (name: string, target: ts.Type): boolean => {
    const own = members.get(name);
    return own !== undefined && checker.isTypeAssignableTo(own.full, target);
  };
  if (checker.getPropertiesOfType(argument.type).length === 0 || isText(argument.type)) {
    const names = ["id", snakeCase(argument.name), argument.name];
    const found = isText(argument.type) ? names.find((name) => fits(name, argument.type)) : undefined;
    return found === undefined ? undefined : `value${memberAccess(found)}`;
  }
  const targets = writer.membersOf(argument.type);
  const carried = targets.filter(({ name, full }) => fits(name, full));
  if (carried.every(({ type: own }) => own.getCallSignatures().length > 0)) {
    return checker.isTypeAssignableTo(type, argument.type) && targets.some(({ isOptional }) => !isOptional)
      ? "value"
      : undefined;
  }
  const written = targets.flatMap((target): (string | undefined)[] => {
    if (carried.includes(target))
      return [`${JSON.stringify(target.name)}: value${memberAccess(target.name)}`];
    if (target.isOptional) return [];
    const value = writer.value(target.type, "minimal", 1);
    return [value === undefined ? undefined : `${JSON.stringify(target.name)}: ${value}`];
  });
  return written.includes(undefined) ? undefined : `{ ${written.join(", ")} }`;
}

function isText(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.String) !== 0 || type.isStringLiteral();
}

/** `organizationID` as documents write it. */
function snakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])([A-Z]+)/g, "_$1").toLowerCase();
}
