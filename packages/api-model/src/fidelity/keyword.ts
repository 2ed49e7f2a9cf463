import type { Json } from "../model.ts";
import type { JsonObject } from "../json.ts";

/** What becomes of a keyword: code says it, something of it is lost, or it is there for readers alone. */
export type Standing = "represented" | "degraded" | "ignored";

/** An object of OpenAPI, by the name of its section. */
export type ObjectKind =
  | "OpenAPI"
  | "Info"
  | "Contact"
  | "License"
  | "External Documentation"
  | "Tag"
  | "Server"
  | "Server Variable"
  | "Components"
  | "Path Item"
  | "Operation"
  | "Parameter"
  | "Header"
  | "Request Body"
  | "Media Type"
  | "Encoding"
  | "Example"
  | "Response"
  | "Security Scheme"
  | "OAuth Flows"
  | "OAuth Flow"
  | "Reference"
  | "Schema"
  | "Discriminator"
  | "XML";

export interface Held {
  readonly as: "one" | "list" | "map";
  readonly kind: ObjectKind;
  /** True where what begins with `x-` is no entry of the map but an extension of it. */
  readonly extensible?: true;
}

/** A line of the published list. */
export interface Keyword {
  readonly standing: Standing;
  /** What it becomes, or what is lost. */
  readonly note: string;
  /** What stands under it: one object, a list of them, a map to them, or whichever of these is there. */
  readonly holds?: Held;
  /** What is lost with this very value; undefined where nothing is. */
  readonly loses?: (value: Json, holder: JsonObject) => string | undefined;
  /** When {@link loses} says something, in words. */
  readonly unless?: string;
}

/** The keywords of one object. */
export type KeywordTable = Readonly<Record<string, Keyword>>;

/** Code says it. */
export function represented(note: string, more: Omit<Keyword, "standing" | "note"> = {}): Keyword {
  return { standing: "represented", note, ...more };
}

/** Something of it is lost. */
export function degraded(note: string, more: Omit<Keyword, "standing" | "note"> = {}): Keyword {
  return { standing: "degraded", note, ...more };
}

/** It is there for readers alone, or says how something is written that is written otherwise here. */
export function ignored(note: string, more: Pick<Keyword, "holds"> = {}): Keyword {
  return { standing: "ignored", note, ...more };
}

export function one(kind: ObjectKind): Pick<Keyword, "holds"> {
  return { holds: { as: "one", kind } };
}

export function listOf(kind: ObjectKind): Pick<Keyword, "holds"> {
  return { holds: { as: "list", kind } };
}

export function mapOf(kind: ObjectKind): Pick<Keyword, "holds"> {
  return { holds: { as: "map", kind } };
}

export function extensibleMapOf(kind: ObjectKind): Pick<Keyword, "holds"> {
  return { holds: { as: "map", kind, extensible: true } };
}
