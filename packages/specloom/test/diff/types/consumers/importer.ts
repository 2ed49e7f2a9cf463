// Hands on what the packages export.
import { createClient, NotFoundError, type Client, type RequestOptions } from "@zoo/client";
import { createBareClient } from "@zoo/client/bare";
import { createPathClient } from "@zoo/client/paths";
import { animals, type Animals } from "@zoo/client/resources/animals";
import type { Enclosures } from "@zoo/client/resources/enclosures";
import { visits, type Visits } from "@zoo/client/resources/enclosures/visits";
import { keepers, type Keepers } from "@zoo/client/resources/keepers";
import { orders, type Orders } from "@zoo/client/resources/orders";
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
import type { components, operations, paths } from "@zoo/types/openapi";
import type * as animalTypes from "@zoo/types/resources/animals";
import type * as visitTypes from "@zoo/types/resources/enclosures/visits";
import type * as keeperTypes from "@zoo/types/resources/keepers";
import type * as orderTypes from "@zoo/types/resources/orders";

export const values = [createClient, createBareClient, createPathClient, NotFoundError];
export const resources = [animals, visits, keepers, orders];
export type Clients = [Client, RequestOptions, Animals, Enclosures, Visits, Keepers, Orders];
export type OfAnimals = [
  animalTypes.Animal,
  animalTypes.AnimalCreate,
  animalTypes.AnimalCreateParams,
  animalTypes.AnimalListParams,
  animalTypes.AnimalPage,
  animalTypes.AnimalUpdate,
  animalTypes.AnimalUpdateParams,
  animalTypes.Keeper,
];
export type OfVisits = [
  visitTypes.Cleaning,
  visitTypes.Feeding,
  visitTypes.Visit,
  visitTypes.VisitRetrieveParams,
];
export type OfKeepers = [keeperTypes.Keeper, keeperTypes.KeeperReplaceParams];
export type OfOrders = [
  orderTypes.Card,
  orderTypes.Invoice,
  orderTypes.Order,
  orderTypes.OrderCreate,
  orderTypes.OrderCreateParams,
];
export type Answers = [Animal, AnimalPage, Keeper, Visit, Feeding, Cleaning, Order, Leaflet];
export type Questions = [
  AnimalCreate,
  AnimalCreateParams,
  AnimalListParams,
  AnimalUpdate,
  AnimalUpdateParams,
];
export type MoreQuestions = [
  Card,
  Invoice,
  KeeperReplaceParams,
  OrderCreate,
  OrderCreateParams,
  VisitRetrieveParams,
];
export type Operations = [
  operations["listAnimals"],
  operations["createAnimal"],
  operations["getAnimal"],
  operations["updateAnimal"],
  operations["deleteAnimal"],
  operations["getKeeper"],
  operations["replaceKeeper"],
  operations["getVisit"],
  operations["createOrder"],
];
export type Paths = [
  paths["/animals"]["get"],
  paths["/animals"]["post"],
  paths["/animals/{animal_id}"]["get"],
  paths["/animals/{animal_id}"]["patch"],
  paths["/animals/{animal_id}"]["delete"],
  paths["/keepers/{keeper_id}"]["get"],
  paths["/keepers/{keeper_id}"]["put"],
  paths["/enclosures/{enclosure_id}/visits/{visit_id}"]["get"],
  paths["/orders"]["post"],
];
type Schemas = components["schemas"];
export type Named = [
  Schemas["Animal"],
  Schemas["AnimalPage"],
  Schemas["AnimalCreate"],
  Schemas["AnimalUpdate"],
  Schemas["Keeper"],
  Schemas["Visit"],
  Schemas["Feeding"],
  Schemas["Cleaning"],
  Schemas["Order"],
  Schemas["OrderCreate"],
  Schemas["Card"],
  Schemas["Invoice"],
  Schemas["Leaflet"],
];
