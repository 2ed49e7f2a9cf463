// What the mock needs to know of one operation, worked out when it is first called and kept.
import type { Content, Json, Operation } from "@specloom/api-model";
import type { MockContext } from "../app/mock-context.ts";
import { createParameterReader, type ParameterReader } from "../request/parameter-reader.ts";
import type { Validate } from "../schema/validators.ts";
import { createEntityView, type EntityView } from "./entity-view.ts";
import type { LifecycleEntry, LifecycleIndex, Role } from "./lifecycle-index.ts";
import { createListPlan, type ListPlan } from "./list-plan.ts";
import { templateParameters } from "./path-template.ts";
import { planSuccess, schemaOf, type SuccessPlan } from "./success-plan.ts";

export interface OperationPlan {
  readonly operation: Operation;
  readonly own: { readonly entry: LifecycleEntry; readonly role: Role } | undefined;
  readonly ancestors: readonly LifecycleEntry[];
  /** Names of the path parameters in the order of the template. */
  readonly pathNames: readonly string[];
  readonly path: readonly ParameterReader[];
  readonly query: readonly ParameterReader[];
  readonly header: readonly ParameterReader[];
  readonly cookie: readonly ParameterReader[];
  readonly success: SuccessPlan;
  /** Set where the answer is a list of the lifecycle's things. */
  readonly list: ListPlan | undefined;
  /** What a body of this content must be. */
  readonly validateBody: (content: Content) => Validate | undefined;
  /** Members that the answers of this lifecycle hold only on request. */
  readonly expandable: ReadonlySet<string>;
  /** Members that these parameter values ask for. */
  readonly expanded: (query: ReadonlyMap<string, Json>) => ReadonlySet<string>;
  /** View on an entity through the answer's content. */
  readonly viewOf: (content: Content) => EntityView;
}

export function createOperationPlan(
  operation: Operation,
  context: MockContext,
  lifecycles: LifecycleIndex,
): OperationPlan {
  const { schemas, validators } = context;
  const readers = (place: keyof Operation["parameters"]): ParameterReader[] =>
    operation.parameters[place].map((parameter) => createParameterReader(parameter, schemas, validators));
  const own = lifecycles.roleOf(operation);
  const success = planSuccess(operation);
  const expands = expandsOf(operation);
  return {
    operation,
    own,
    ancestors: lifecycles.ancestorsOf(operation),
    pathNames: templateParameters(operation.path),
    path: readers("path"),
    query: readers("query"),
    header: readers("header").filter(({ parameter }) => !GOVERNED_HEADERS.has(parameter.name.toLowerCase())),
    cookie: readers("cookie"),
    success,
    list: own?.role === "list" ? createListPlan(operation, success, context) : undefined,
    validateBody: memoize((content) =>
      content.schema === undefined ? undefined : validators.request(content.schema, false),
    ),
    expandable: new Set(
      Object.values(own?.entry.byRole ?? {})
        .flatMap(expandsOf)
        .flatMap(({ members }) => members),
    ),
    expanded: (query) => (query.size === 0 ? NONE : expandedMembers(expands, query)),
    viewOf: memoize((content) => createEntityView(schemas, schemaOf(content, schemas))),
  };
}

const NONE: ReadonlySet<string> = new Set();

/** OpenAPI: parameters of these names are ignored, since content and security govern them (3.1, 4.8.12.1). */
const GOVERNED_HEADERS = new Set(["accept", "content-type", "authorization"]);

function memoize<Result>(make: (content: Content) => Result): (content: Content) => Result {
  const made = new Map<Content, Result>();
  return (content) => {
    const known = made.get(content);
    if (known !== undefined) return known;
    const result = make(content);
    made.set(content, result);
    return result;
  };
}

function expandsOf(
  operation: Operation,
): readonly { value: string; members: readonly string[]; name: string }[] {
  return operation.parameters.query.flatMap(({ name, expands }) =>
    expands.map((expand) => ({ ...expand, name })),
  );
}

function expandedMembers(
  expands: ReturnType<typeof expandsOf>,
  query: ReadonlyMap<string, Json>,
): ReadonlySet<string> {
  const asked = expands.filter(({ name, value }) => [query.get(name)].flat().includes(value));
  return new Set(asked.flatMap(({ members }) => members));
}
