// Labels of forms and tables.
import type {
  Animal,
  AnimalCreate,
  AnimalCreateParams,
  AnimalListParams,
  AnimalPage,
  AnimalUpdate,
  AnimalUpdateParams,
  Card,
  Cleaning,
  Feeding,
  Invoice,
  Keeper,
  KeeperReplaceParams,
  Leaflet,
  Order,
  OrderCreate,
  OrderCreateParams,
  Visit,
  VisitRetrieveParams,
} from "@zoo/types";

type Labels<Data> = Record<keyof Data, string>;

export const animal: Labels<Animal> = {
  id: "Number",
  name: "Name",
  diet: "Diet",
  age: "Age",
  notes: "Notes",
  keeper: "Keeper",
  tags: "Tags",
  sizes: "Sizes",
  cage: "Cage",
};
export const cage: Labels<NonNullable<Animal["cage"]>> = { place: "Place", roof: "Roof" };
export const page: Labels<AnimalPage> = { items: "Animals", next: "More" };
export const body: Labels<AnimalCreate> = { name: "Name", diet: "Diet", age: "Age" };
export const created: Labels<AnimalCreateParams> = { name: "Name", diet: "Diet", age: "Age" };
export const updated: Labels<AnimalUpdate> = { name: "Name", notes: "Notes", age: "Age" };
export const update: Labels<AnimalUpdateParams> = { name: "Name", notes: "Notes", age: "Age" };
export const filter: Labels<AnimalListParams> = { diet: "Diet", limit: "Most", after: "After" };
export const keeper: Labels<Keeper> = { name: "Name", email: "Mail" };
export const replaced: Labels<KeeperReplaceParams> = { name: "Name", email: "Mail" };
export const visit: Labels<Visit> = { event: "What" };
export const asked: Labels<VisitRetrieveParams> = { enclosure_id: "Enclosure" };
export const feeding: Labels<Feeding> = { type: "Kind", food: "Food" };
export const cleaning: Labels<Cleaning> = { type: "Kind", minutes: "Minutes" };
export const order: Labels<Order> = { number: "Number", total: "Total" };
export const ordered: Labels<OrderCreate> = { amount: "How many", payment: "Payment" };
export const ordering: Labels<OrderCreateParams> = { amount: "How many", payment: "Payment" };
export const card: Labels<Card> = { method: "Kind", number: "Number" };
export const invoice: Labels<Invoice> = { method: "Kind", address: "Address" };
export const leaflet: Labels<Leaflet> = { title: "Title", pages: "Pages" };
