// Small readers that put together the reader of an x-specloom block. Each reports what is wrong at its own pointer and
// gives undefined for what it cannot use; the rest of the block still counts.
import type { Json, Pointer } from "../model.ts";
import { describeValue, isList, isObject, memberOf } from "../json.ts";
import { joinPointer } from "../pointer.ts";

/** Told of each fault: where, what is wrong, what is wanted. */
export type Fault = (pointer: Pointer, message: string, hint: string) => void;
export type Reader<Value> = (value: Json, pointer: Pointer, fault: Fault) => Value | undefined;

interface Member<Value, Needed extends boolean> {
  readonly read: Reader<Value>;
  readonly needed: Needed;
}
type Members = { readonly [name: string]: Member<unknown, boolean> };
type ValueOf<Of> = Of extends Member<infer Value, boolean> ? Value : never;
type Block<Of extends Members> = {
  readonly [Name in keyof Of as Of[Name] extends Member<unknown, true> ? Name : never]: ValueOf<Of[Name]>;
} & {
  readonly [Name in keyof Of as Of[Name] extends Member<unknown, true> ? never : Name]?: ValueOf<Of[Name]>;
};

export function required<Value>(read: Reader<Value>): Member<Value, true> {
  return { read, needed: true };
}

export function optional<Value>(read: Reader<Value>): Member<Value, false> {
  return { read, needed: false };
}

/** An object with these members and no other; undefined if a needed one is missing or faulty. */
export function block<Of extends Members>(members: Of): Reader<Block<Of>> {
  return (value, pointer, fault) => {
    if (!isObject(value)) return refuse(value, "an object", { pointer, fault });
    const names = Object.keys(members);
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(members, name)) {
        fault(
          joinPointer(pointer, name),
          `Unknown member ${JSON.stringify(name)}.`,
          `Use one of ${names.join(", ")}.`,
        );
      }
    }
    let complete = true;
    const result: { [name: string]: unknown } = {};
    for (const [name, { read, needed }] of Object.entries(members)) {
      const given = memberOf(value, name);
      if (given === undefined && needed)
        fault(pointer, `${JSON.stringify(name)} is missing.`, `Add ${JSON.stringify(name)}.`);
      const found = given === undefined ? undefined : read(given, joinPointer(pointer, name), fault);
      if (found !== undefined) result[name] = found;
      else if (needed) complete = false;
    }
    return complete ? (result as Block<Of>) : undefined;
  };
}

export const text: Reader<string> = (value, pointer, fault) =>
  typeof value === "string" && value !== ""
    ? value
    : refuse(value, "a text that is not empty", { pointer, fault });

export const boolean: Reader<boolean> = (value, pointer, fault) =>
  typeof value === "boolean" ? value : refuse(value, "true or false", { pointer, fault });

/** JSON pointer into an answer (RFC 6901); the empty one is the whole answer. */
export const valuePointer: Reader<string> = (value, pointer, fault) =>
  typeof value === "string" && /^(\/([^~/]|~[01])*)*$/.test(value)
    ? value
    : refuse(value, "a JSON pointer such as /page_info/end_cursor", { pointer, fault });

/** One of these texts. */
export function oneOf<const Choice extends string>(choices: readonly Choice[]): Reader<Choice> {
  return (value, pointer, fault) =>
    choices.find((choice) => choice === value) ??
    refuse(value, `one of ${choices.join(", ")}`, { pointer, fault });
}

/** An array of at least `least` elements; a faulty element is left out. */
export function listOf<Value>(read: Reader<Value>, least: number): Reader<Value[]> {
  return (value, pointer, fault) => {
    if (!isList(value) || value.length < least) {
      return refuse(value, least === 0 ? "an array" : `an array of at least ${least}`, { pointer, fault });
    }
    return value.flatMap((item, index) => {
      const found = read(item, joinPointer(pointer, index), fault);
      return found === undefined ? [] : [found];
    });
  };
}

/** An object used as a map, as pairs in document order; a faulty pair is left out. */
export function mapOf<Value>(read: Reader<Value>): Reader<[string, Value][]> {
  return (value, pointer, fault) => {
    if (!isObject(value)) return refuse(value, "an object", { pointer, fault });
    return Object.entries(value).flatMap(([name, item]) => {
      const found = read(item, joinPointer(pointer, name), fault);
      return found === undefined ? [] : [[name, found] satisfies [string, Value]];
    });
  };
}

const status: Reader<string> = (value, pointer, fault) =>
  typeof value === "string" && /^[45]\d\d$/.test(value)
    ? value
    : refuse(value, 'a status of an error as a text, such as "404"', { pointer, fault });

export const statuses: Reader<string[]> = listOf(status, 1);

function refuse(
  value: Json,
  wanted: string,
  { pointer, fault }: { pointer: Pointer; fault: Fault },
): undefined {
  fault(pointer, `Found ${describeValue(value)}.`, `Write ${wanted}.`);
  return undefined;
}
