import type { Component, Pointer } from "../model.ts";
import type { Report } from "../problem-codes.ts";
import type { NameOverrides, NamesLock } from "./names-lock.ts";
import { isReservedType } from "./reserved.ts";
import { singularOf } from "./singular.ts";
import { pascalCase, wordsOf } from "./words.ts";

/** Type names given so far; a name is given once. */
export class TypeNames {
  readonly #taken = new Set<string>();
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  /** Takes a name that was given before; false if another has it. */
  keep(name: string): boolean {
    if (this.#taken.has(name)) return false;
    this.#taken.add(name);
    return true;
  }

  /** Takes the first free name of these, else the last with a number. */
  give(candidates: readonly string[], pointer: Pointer): string {
    const [wanted = "Unnamed"] = candidates;
    const last = candidates.at(-1) ?? wanted;
    let name = candidates.find((candidate) => this.#isFree(candidate)) ?? `${last}2`;
    for (let count = 3; !this.#isFree(name); count++) name = `${last}${count}`;
    this.#taken.add(name);
    if (name !== wanted) {
      const reserved = isReservedType(wanted);
      this.#report(reserved ? "reserved-name" : "name-clash", pointer, {
        message: `The type is called ${name}: ${wanted} is ${reserved ? "a type of the language" : "taken"}.`,
        hint: "Nothing, or set a name for it in the overrides.",
      });
    }
    return name;
  }

  #isFree(name: string): boolean {
    return !this.#taken.has(name) && !isReservedType(name);
  }
}

type UnnamedComponent = Pick<Component, "id" | "name">;

/** Takes the names that a person or the lock gives to components, by key. */
export function keepComponents(
  components: readonly UnnamedComponent[],
  types: TypeNames,
  { lock, overrides }: { lock: NamesLock | undefined; overrides: NameOverrides },
): ReadonlyMap<string, string> {
  const locked = new Map(lock?.schemas.map((entry) => [entry.name, entry.typeName]));
  const set = overrides.schemas ?? {};
  const kept = new Map<string, string>();
  for (const { name } of components) {
    const typeName = Object.hasOwn(set, name) ? set[name] : locked.get(name);
    if (typeName !== undefined && types.keep(typeName)) kept.set(name, typeName);
  }
  return kept;
}

/** Names of the components' types: those kept, and new ones by the rule. */
export function nameComponents(
  components: readonly UnnamedComponent[],
  types: TypeNames,
  kept: ReadonlyMap<string, string>,
): Component[] {
  return components.map(({ id, name }) => {
    const wanted = pascalCase(name);
    const next = isReservedType(wanted) ? `${wanted}_` : `${wanted}Schema`;
    return { kind: "component", id, name, typeName: kept.get(name) ?? types.give([wanted, next], id) };
  });
}

/**
 * Candidates for a type of a call, best first: singular of the node, method and suffix; then with one parent more at a time.
 * `organizations.serviceAccounts`, `create`, `Params` -> `ServiceAccountCreateParams`, `OrganizationServiceAccountCreateParams`.
 */
export function callTypeNames(
  { resource, method }: { readonly resource: readonly string[]; readonly method: string },
  suffix: "Params" | "Response",
  singular: { readonly [plural: string]: string } | undefined,
): string[] {
  const nodes = resource.map((node) => singularNode(node, singular));
  const tail = pascalCase(method.replace(/_$/, "")) + suffix;
  return nodes.map((_, index) => nodes.slice(nodes.length - 1 - index).join("") + tail);
}

function singularNode(node: string, overrides: { readonly [plural: string]: string } | undefined): string {
  const words = wordsOf(node);
  const last = words.at(-1) ?? "";
  return pascalCase([...words.slice(0, -1), singularOf(last, overrides)].join(" "));
}
