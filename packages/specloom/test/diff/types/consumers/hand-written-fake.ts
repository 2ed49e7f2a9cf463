// Stands in for the zoo in tests.
import type { ApiPromise, PagePromise, RequestOptions } from "@zoo/client";
import type { Animals } from "@zoo/client/resources/animals";
import type { Visits } from "@zoo/client/resources/enclosures/visits";
import type { Keepers } from "@zoo/client/resources/keepers";
import type { Orders } from "@zoo/client/resources/orders";
import type { Animal, AnimalPage, Keeper, KeeperReplaceParams, Leaflet, Order, Visit } from "@zoo/types";

function answer<T>(value: T): ApiPromise<T> {
  return Object.assign(Promise.resolve(value), {
    asResponse: () => Promise.resolve(new Response()),
    withResponse: () => Promise.resolve({ data: value, response: new Response() }),
  });
}

export const rafiki: Keeper = { name: "Rafiki" };
export const nala: Animal = { id: "a1", name: "Nala", diet: "carnivore", keeper: { name: "Rafiki" } };
export const simba: Animal = {
  id: "a2",
  name: "Simba",
  diet: "omnivore",
  age: 5,
  notes: null,
  keeper: { name: "Rafiki", email: "rafiki@zoo.example" },
  tags: ["king"],
  sizes: { height: 1.2 },
  cage: { place: "north", roof: false },
};
export const dolly: Animal = {
  id: "a3",
  name: "Dolly",
  diet: "herbivore",
  notes: "A copy.",
  keeper: rafiki,
  cage: { place: "south" },
};
export const page: AnimalPage = { items: [nala], next: "c2" };
export const last: AnimalPage = { items: [] };
export const feeding: Visit = { event: { type: "Feeding", food: "hay" } };
export const cleaning: Visit = { event: { type: "Cleaning", minutes: 10 } };
export const order: Order = { number: "o1" };
export const paid: Order = { number: "o2", total: 12.5 };
export const leaflet: Leaflet = { title: "Lions", pages: 2 };
export const flyer: Leaflet = { title: "Lions" };

export const animals: Animals = {
  list: (): PagePromise<AnimalPage, Animal> => {
    throw new Error("not faked");
  },
  create: () => answer(nala),
  retrieve: (_id: string, _options?: RequestOptions) => answer(simba),
  update: () => answer(dolly),
  delete: () => answer(undefined),
};
export const keepers: Keepers = {
  retrieve: (_id: string) => answer(rafiki),
  replace: (_id: string, _params: KeeperReplaceParams) => answer(rafiki),
};
export const visits: Visits = { retrieve: () => answer(feeding) };
export const orders: Orders = { create: () => answer(order) };
