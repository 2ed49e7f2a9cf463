import type { Json } from "@specloom/api-model";
import type { Exchange } from "../app/exchange.ts";
import type { MockContext } from "../app/mock-context.ts";
import type { FaultKind } from "../answer/fault.ts";
import type { Role } from "../plan/lifecycle-index.ts";
import type { Answering } from "../app/mutation.ts";
import type { Answer } from "../app/exchange.ts";
import { mutantsOf, type ChosenMutant, type MutantRow } from "./mutant.ts";
import { onEntities } from "./state.ts";
import { aroundStep, ignoreRefusal, playing, refusalTakesEffect } from "./steps.ts";

/** Faults by which a caller of another tenant is turned away. */
const REFUSALS: ReadonlySet<FaultKind> = new Set<FaultKind>(["other-tenant", "not-found"]);

const open = (role: Role, said: string): MutantRow => [
  `${role}-for-any-tenant`,
  [role, "tenant"],
  `${said} are open to every tenant.`,
  ignoreRefusal("tenant", playing(role)),
];
const takesEffect = (role: Role, said: string): MutantRow => [
  `other-tenant-${role}-takes-effect`,
  [role, "tenant"],
  `${said} by another tenant are refused and done.`,
  refusalTakesEffect("tenant", playing(role)),
];

/** True for a call to a tenant's path by somebody of another one. */
function isForeign({ plan, pathTexts, caller }: Exchange, { model, principals }: MockContext): boolean {
  const named = pathTexts[model.tenant === undefined ? -1 : plan.pathNames.indexOf(model.tenant.parameter)];
  return (
    named !== undefined &&
    named !== caller.tenant &&
    caller.tenant !== undefined &&
    principals.some(({ tenant }) => tenant === named)
  );
}

const turnedAway =
  (change: (answer: Answer, about: Answering) => Answer): MutantRow[3] =>
  () => ({
    answer: (answer, about) => {
      const { exchange, fault, context } = about;
      const fits = exchange !== undefined && fault !== undefined && REFUSALS.has(fault.kind);
      return fits && isForeign(exchange, context) ? change(answer, about) : answer;
    },
  });

const parts = (collection: string): readonly Json[] => JSON.parse(collection) as readonly Json[];

export const TENANT_MUTANTS: readonly ChosenMutant[] = mutantsOf("tenants", [
  ["any-tenant", ["tenant"], "Nobody looks whose tenant it is.", ignoreRefusal("tenant")],
  open("create", "Creations"),
  open("retrieve", "Reads"),
  open("list", "Lists"),
  open("update", "Updates"),
  open("delete", "Deletions"),
  takesEffect("create", "Creations"),
  takesEffect("update", "Updates"),
  takesEffect("delete", "Deletions"),
  [
    "child-for-any-tenant",
    ["child", "tenant"],
    "What hangs on a thing is open to every tenant.",
    ignoreRefusal("tenant", ({ plan }) => plan.ancestors.some(({ isTenant }) => !isTenant)),
  ],
  [
    "other-tenant-answers-200",
    ["tenant"],
    "Another tenant is turned away with 200.",
    turnedAway((answer) => ({ ...answer, status: 200 })),
  ],
  [
    "other-tenant-answers-400",
    ["tenant"],
    "Another tenant is turned away with 400.",
    turnedAway((answer) => ({ ...answer, status: 400 })),
  ],
  [
    "other-tenant-answers-409",
    ["tenant"],
    "Another tenant is turned away with 409.",
    turnedAway((answer) => ({ ...answer, status: 409 })),
  ],
  [
    "other-tenant-answers-500",
    ["tenant"],
    "Another tenant is turned away with 500.",
    turnedAway((answer) => ({ ...answer, status: 500 })),
  ],
  [
    "other-tenant-sees-empty-list",
    ["tenant", "list"],
    "Another tenant's list is answered with no items.",
    () =>
      aroundStep("tenant", async (run, exchange, context) => {
        const outcome = await run(exchange, context);
        const { list, success } = exchange.plan;
        if (outcome === undefined || list === undefined || !isForeign(exchange, context)) return outcome;
        return { status: success.status, headers: {}, mediaType: "application/json", body: list.envelope };
      }),
  ],
  [
    "tenants-share-lists",
    ["tenant", "list"],
    "A list shows the things of all tenants.",
    onEntities((entities) => {
      const collections = new Set<string>();
      return {
        insert: (entity) => {
          collections.add(entity.collection);
          return entities.insert(entity);
        },
        page: (selection) =>
          [...new Set([selection.collection, ...collections])]
            .filter((one) => parts(one)[0] === parts(selection.collection)[0])
            .flatMap((collection) => entities.page({ ...selection, collection })),
      };
    }),
  ],
  [
    "tenants-share-ids",
    ["tenant", "retrieve"],
    "An id is found whichever tenant it belongs to.",
    onEntities((entities) => {
      const places = new Map<string, string>();
      return {
        insert: (entity) => {
          places.set(entity.id, entity.collection);
          return entities.insert(entity);
        },
        find: (collection, id) => {
          const elsewhere = places.get(id);
          const isAlike =
            elsewhere !== undefined &&
            parts(elsewhere).length === parts(collection).length &&
            parts(elsewhere)[0] === parts(collection)[0];
          return entities.find(collection, id) ?? (isAlike ? entities.find(elsewhere, id) : undefined);
        },
      };
    }),
  ],
]);
