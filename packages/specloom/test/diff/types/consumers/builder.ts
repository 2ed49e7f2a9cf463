// Fills in what the zoo asks for.
import type { ClientOptions } from "@zoo/client";
import type {
  AnimalCreate,
  AnimalCreateParams,
  AnimalListParams,
  AnimalUpdateParams,
  Card,
  Invoice,
  KeeperReplaceParams,
  Leaflet,
  OrderCreateParams,
  VisitRetrieveParams,
} from "@zoo/types";

export const options: ClientOptions = { baseUrl: "https://zoo.example", token: "t", timeout: 1000 };
export const smallest: AnimalCreateParams = { name: "Nala" };
export const whole: AnimalCreateParams = { name: "Nala", diet: "carnivore", age: 4 };
export const grazing: AnimalCreateParams = { name: "Dolly", diet: "herbivore" };
export const body: AnimalCreate = { name: "Nala", diet: "carnivore", age: 4 };
export const nothing: AnimalUpdateParams = {};
export const update: AnimalUpdateParams = { name: "Simba", notes: null, age: 5 };
export const noted: AnimalUpdateParams = { notes: "Grew." };
export const everything: AnimalListParams = {};
export const filter: AnimalListParams = { diet: "carnivore", limit: 10, after: "c1" };
export const grazers: AnimalListParams = { diet: "herbivore" };
export const keeper: KeeperReplaceParams = { name: "Rafiki" };
export const reachable: KeeperReplaceParams = { name: "Rafiki", email: "rafiki@zoo.example" };
export const visit: VisitRetrieveParams = { enclosure_id: "e1" };
export const card: Card = { method: "Card", number: "4242" };
export const invoice: Invoice = { method: "Invoice", address: "Pride Rock 1" };
export const order: OrderCreateParams = { amount: 2, payment: { method: "Card", number: "4242" } };
export const billed: OrderCreateParams = { payment: { method: "Invoice", address: "Pride Rock 1" } };
export const empty: OrderCreateParams = {};
export const leaflet: Leaflet = { title: "Lions", pages: 2 };
