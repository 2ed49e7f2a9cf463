import { caseAccepts } from "./accepts.ts";
import { declaredNames, isImpossible, isOpen, memberSchema, requiredNames } from "./members.ts";
import type { SchemaReader } from "./schema-reader.ts";
import type { Case, Conjunction, NumberCase, ObjectCase } from "./shape.ts";

export interface Sides {
  readonly sender: SchemaReader;
  readonly receiver: SchemaReader;
  /** True where the sender sends only declared members. */
  readonly isClosed: boolean;
  /** How deep inside the values the question stands. @default 0 */
  readonly depth?: number;
}

const DEEPEST = 5;

/** True where it is proved that nothing that is sent satisfies the other schema. */
export function isDisjoint(sent: Case, other: Conjunction, sides: Sides): boolean {
  const depth = sides.depth ?? 0;
  const cases = depth > DEEPEST ? undefined : sides.receiver.casesOf(other);
  return cases?.every((item) => item.type !== sent.type || areCasesDisjoint({ sent, item, sides })) === true;
}

interface Meeting {
  readonly sent: Case;
  readonly item: Case;
  readonly sides: Sides;
}

function areCasesDisjoint({ sent, item, sides }: Meeting): boolean {
  if (sent.values !== undefined) {
    return sent.values.every((value) => caseAccepts(item, value, sides.receiver) === false);
  }
  if (item.values !== undefined) {
    return item.values.every((value) => caseAccepts(sent, value, sides.sender) === false);
  }
  if (sent.type === "number" && item.type === "number") return areApart(sent, item);
  if (sent.type === "string" && item.type === "string") {
    return sent.minLength > item.maxLength || sent.maxLength < item.minLength;
  }
  if (sent.type === "array" && item.type === "array") {
    return sent.minItems > item.maxItems || sent.maxItems < item.minItems;
  }
  return sent.type === "object" && item.type === "object" && areObjectsDisjoint({ sent, item, sides });
}

function areApart(one: NumberCase, other: NumberCase): boolean {
  return one.minimum > other.maximum || one.maximum < other.minimum;
}

function areObjectsDisjoint(meeting: Meeting & { sent: ObjectCase; item: ObjectCase }): boolean {
  const { sent, item, sides } = meeting;
  const inner = { ...sides, depth: (sides.depth ?? 0) + 1 };
  const { sender, receiver, isClosed } = sides;
  const own = new Set(requiredNames(sent));
  const asked = new Set(requiredNames(item));
  const sendable = new Set(declaredNames(sent, sender));
  const isLimited = isClosed && !isOpen(sent, sender);
  return [...new Set([...own, ...asked])].some((name) => {
    const ours = memberSchema(sent, name, sender);
    if (asked.has(name) && ((isLimited && !sendable.has(name)) || isImpossible(ours, sender))) return true;
    const theirs = memberSchema(item, name, receiver);
    if (own.has(name) && isImpossible(theirs, receiver)) return true;
    const values = sender.casesOf(ours);
    return values?.every((value) => isDisjoint(value, theirs, inner)) === true;
  });
}
