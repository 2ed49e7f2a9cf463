// Calls the zoo.
import { createClient } from "@zoo/client";
import { createPathClient } from "@zoo/client/paths";

const client = createClient({ baseUrl: "https://zoo.example" });
export const plain = createClient();
export const byPath = createPathClient({ token: "t" });

export async function callAll(): Promise<void> {
  await client.animals.list();
  await client.animals.list({});
  await client.animals.list({ diet: "herbivore", limit: 5, after: "c1" }, { timeout: 100 });
  await client.animals.create({ name: "Nala" });
  await client.animals.create({ name: "Nala", diet: "herbivore", age: 4 }, { timeout: 100 });
  await client.animals.retrieve("a1");
  await client.animals.retrieve("a1", { timeout: 100 });
  await client.animals.update("a1");
  await client.animals.update("a1", {});
  await client.animals.update("a1", { name: "Simba", notes: "Grew.", age: 5 }, { timeout: 100 });
  await client.animals.delete("a1");
  await client.animals.delete("a1", { timeout: 100 });
  await client.keepers.retrieve("k1");
  await client.keepers.retrieve("k1", { timeout: 100 });
  await client.keepers.replace("k1", { name: "Rafiki" });
  await client.keepers.replace("k1", { name: "Rafiki", email: "rafiki@zoo.example" }, { timeout: 100 });
  await client.enclosures.visits.retrieve("v1", { enclosure_id: "e1" });
  await client.enclosures.visits.retrieve("v1", { enclosure_id: "e1" }, { timeout: 100 });
  await client.orders.create();
  await client.orders.create({});
  await client.orders.create({ amount: 2, payment: { method: "Card", number: "4242" } }, { timeout: 100 });
}
