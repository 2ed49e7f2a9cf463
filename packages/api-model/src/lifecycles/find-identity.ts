import type { Parameter, SchemaID } from "../model.ts";
import type { Document } from "../document.ts";
import { wordsOf } from "../names/words.ts";
import { membersOf, typesOf } from "../read/schema-shape.ts";

/**
 * Member of a representation that fills the item's path parameter: the one of the same name, else of its last word, else
 * `id`; only one whose type the parameter can have. Undefined where there is none.
 */
export function findIdentity(
  document: Document,
  representation: SchemaID,
  item: Parameter,
): string | undefined {
  const members = membersOf(document, representation);
  const names = [item.name, wordsOf(item.name).at(-1), "id"];
  return names
    .flatMap((name) => members.filter((member) => member.name === name))
    .find((member) => sharesType(document, member.pointer, item.schema))?.name;
}

function sharesType(document: Document, left: SchemaID, right: SchemaID): boolean {
  const [leftTypes, rightTypes] = [typesOf(document, left), typesOf(document, right)];
  return leftTypes.size === 0 || rightTypes.size === 0 || !leftTypes.isDisjointFrom(rightTypes);
}
