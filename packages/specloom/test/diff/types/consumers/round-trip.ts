// Reads, changes a little, and sends back.
import type { Client } from "@zoo/client";

type Animals = Client["animals"];

export async function copyAnimal(
  client: Client,
  animal: Awaited<ReturnType<Animals["retrieve"]>>,
): Promise<void> {
  await client.animals.create({ name: animal.name, age: animal.age });
  await client.animals.update(animal.id, { name: animal.name, notes: animal.notes, age: animal.age });
  await client.animals.retrieve(animal.id);
  await client.animals.delete(animal.id);
}

export async function renameAll(client: Client, page: Awaited<ReturnType<Animals["list"]>>): Promise<void> {
  for (const { id, name, notes, age } of page.items) await client.animals.update(id, { name, notes, age });
  const [first] = page.items;
  if (first !== undefined) await client.animals.create({ name: first.name, age: first.age });
}

export const repeat = (client: Client, made: Awaited<ReturnType<Animals["create"]>>) =>
  client.animals.update(made.id, { name: made.name });

export const keep = (client: Client, keeper: Awaited<ReturnType<Client["keepers"]["retrieve"]>>) =>
  client.keepers.replace("k1", { name: keeper.name, email: keeper.email });
