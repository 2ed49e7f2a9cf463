// Shows what the zoo answers.
import type { Client } from "@zoo/client";
import type { Leaflet } from "@zoo/types";

type Animals = Client["animals"];
type Animal = Awaited<ReturnType<Animals["retrieve"]>>;
type Made = Awaited<ReturnType<Animals["create"]>>;
type Keeper = Awaited<ReturnType<Client["keepers"]["retrieve"]>>;
type Visit = Awaited<ReturnType<Client["enclosures"]["visits"]["retrieve"]>>;
type Order = Awaited<ReturnType<Client["orders"]["create"]>>;

export function showAnimal(animal: Animal): string {
  const lines: string[] = [animal.id, animal.name.toUpperCase(), animal.diet, animal.keeper.name];
  const age: number | undefined = animal.age;
  if (age !== undefined) lines.push(age.toFixed(0));
  const notes: string | null | undefined = animal.notes;
  if (typeof notes === "string") lines.push(notes);
  const email: string | undefined = animal.keeper.email;
  if (email !== undefined) lines.push(email);
  for (const tag of animal.tags ?? []) lines.push(tag.trim());
  for (const size of Object.values(animal.sizes ?? {})) lines.push(size.toFixed(2));
  if (animal.cage !== undefined) {
    const roof: boolean | undefined = animal.cage.roof;
    lines.push(animal.cage.place, roof === true ? "roof" : "open");
  }
  return lines.join("\n");
}

export const nameOf = (made: Made): string => made.name;

export async function showPage(list: ReturnType<Animals["list"]>): Promise<string> {
  const page = await list;
  const next: string | undefined = page.next;
  const shown = page.items.map((animal) => `${animal.name} of ${animal.keeper.name}`);
  for await (const animal of list) shown.push(animal.id);
  return `${shown.join(", ")} ${next ?? ""}`;
}

export const afterUpdate = (animal: Awaited<ReturnType<Animals["update"]>>): string => animal.name;
export const afterDelete = (gone: Awaited<ReturnType<Animals["delete"]>>): void => gone;
export const greet = (keeper: Keeper): string => `${keeper.name} <${keeper.email ?? "nowhere"}>`;
export const greetAgain = (keeper: Awaited<ReturnType<Client["keepers"]["replace"]>>): string => keeper.name;

export function showVisit({ event }: Visit): string {
  if (event.type === "Feeding") return event.food.trim();
  if (event.type === "Cleaning") return event.minutes.toFixed(0);
  return "something else";
}

export function showOrder(order: Order): string {
  const total: number | undefined = order.total;
  return `${order.number.trim()}: ${total ?? 0}`;
}

export const showLeaflet = ({ title, pages }: Leaflet): string => `${title.trim()}, ${pages ?? 1} pages`;
