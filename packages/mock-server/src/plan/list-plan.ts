// How one list answers: where its items stand, what the rest of the answer is, which query parameters filter it.
import type { Json, Operation, Pagination, Parameter } from "@specloom/api-model";
import type { MockContext } from "../app/mock-context.ts";
import { pointerNames, withValueAt } from "../json.ts";
import { createRandom } from "../random.ts";
import { isJsonType } from "../request/media-type.ts";
import { sampleValue } from "../schema/sample-value.ts";
import { foldSchema, typesThroughReferences } from "../schema/schema-view.ts";
import { createEntityView, findItems, itemsOf, placeAt, type EntityView, type Place } from "./entity-view.ts";
import { schemaOf, type SuccessPlan } from "./success-plan.ts";

export interface ListPlan {
  readonly pagination: Pagination | undefined;
  readonly itemNames: readonly string[];
  readonly view: EntityView;
  /** The answer without items and without page information: what the schema owes besides. */
  readonly envelope: Json;
  readonly placeOf: (pointer: string) => Place;
  /** Query parameters that are called like a member of the items and hold the same type. */
  readonly filters: readonly string[];
  readonly defaultLimit: number;
  readonly maximumLimit: number;
}

/** Items of a page where neither the caller nor the document says. */
const DEFAULT_LIMIT = 20;

export function createListPlan(
  operation: Operation,
  success: SuccessPlan,
  context: MockContext,
): ListPlan | undefined {
  const { schemas } = context;
  const content = success.contents.find(({ mediaType }) => isJsonType(mediaType)) ?? success.contents[0];
  const schema = schemaOf(content, schemas);
  const { pagination } = operation;
  const itemNames = pagination === undefined ? findItems(schemas, schema) : pointerNames(pagination.items);
  if (itemNames === undefined) return undefined;
  const view = createEntityView(schemas, itemsOf(schemas, placeAt(schemas, schema, itemNames).schema));
  const owed = sampleValue(schema, {
    schemas,
    random: createRandom(context.seed),
    now: context.now(),
    members: "required",
  });
  const limits = limitsOf(
    operation.parameters.query.find(({ name }) => name === pagination?.limit),
    context,
  );
  return {
    pagination,
    itemNames,
    view,
    envelope: withValueAt(owed, itemNames, []),
    placeOf: (pointer) => placeAt(schemas, schema, pointerNames(pointer)),
    filters: filtersOf(operation, view, context),
    ...limits,
  };
}

function limitsOf(
  parameter: Parameter | undefined,
  { schemas }: MockContext,
): Pick<ListPlan, "defaultLimit" | "maximumLimit"> {
  const schema = parameter === undefined ? {} : foldSchema(schemas, schemas[parameter.schema]);
  const { default: usual, maximum } = schema;
  const maximumLimit = typeof maximum === "number" ? maximum : Number.MAX_SAFE_INTEGER;
  return {
    defaultLimit: Math.min(typeof usual === "number" ? usual : DEFAULT_LIMIT, maximumLimit),
    maximumLimit,
  };
}

function filtersOf(
  { parameters, pagination }: Operation,
  view: EntityView,
  { schemas }: MockContext,
): string[] {
  const steering = new Set<string | undefined>(
    pagination === undefined ? [] : steeringParameters(pagination),
  );
  return parameters.query.flatMap(({ name, schema, expands }) => {
    const member = view.members.get(name);
    if (member === undefined || steering.has(name) || expands.length > 0 || /["\\]/.test(name)) return [];
    const given = foldSchema(schemas, schemas[schema]);
    const types = typesThroughReferences(
      schemas,
      typesThroughReferences(schemas, given).has("array") ? itemsOf(schemas, given) : given,
    );
    const held = typesThroughReferences(schemas, member.schema);
    return [...types].some((type) => type !== "null" && held.has(type)) ? [name] : [];
  });
}

function steeringParameters(pagination: Pagination): readonly (string | undefined)[] {
  const { kind, limit } = pagination;
  if (kind === "cursor") return [limit, pagination.next.parameter, pagination.previous?.parameter];
  if (kind === "page") return [limit, pagination.page];
  return kind === "offset" ? [limit, pagination.offset] : [limit];
}
