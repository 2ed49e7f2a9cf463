import type { Component, SchemaID } from "../model.ts";
import { findSuccess } from "../find-response.ts";
import { isJsonMediaType } from "../media-type.ts";
import type { Draft } from "./draft.ts";
import { callTypeNames, type TypeNames } from "./name-types.ts";
import { operationKey, type NameOverrides, type NamesLock } from "./names-lock.ts";

/** Type names of one call. */
export interface CallTypeNames {
  readonly paramsType?: string;
  readonly responseType?: string;
  /** Equals `responseType` where the answer is no component: only then the name is this call's own, and locked. */
  readonly ownResponseType?: string;
}

type Kept = ReadonlyMap<Draft, Pick<CallTypeNames, "paramsType" | "ownResponseType">>;

/** Takes the type names that the lock holds, so that nothing new gets them. */
export function keepCallTypes(drafts: readonly Draft[], types: TypeNames, context: CallTypeContext): Kept {
  const locked = new Map(context.lock?.operations.map((entry) => [entry.key, entry]));
  const keep = (name: string | undefined): string | undefined =>
    name !== undefined && types.keep(name) ? name : undefined;
  return new Map(
    drafts.map((draft) => {
      const entry = locked.get(operationKey(draft.operation));
      const paramsType = draft.naming.hasParams ? keep(entry?.paramsType) : undefined;
      const answer = answerOf(draft);
      const own =
        answer !== undefined && !context.components.has(answer) ? keep(entry?.responseType) : undefined;
      return [
        draft,
        {
          ...(paramsType === undefined ? {} : { paramsType }),
          ...(own === undefined ? {} : { ownResponseType: own }),
        },
      ];
    }),
  );
}

export interface CallTypeContext {
  readonly lock: NamesLock | undefined;
  readonly overrides: NameOverrides;
  /** Ids of the components; an answer that is one has the component's name. */
  readonly components: ReadonlySet<SchemaID>;
}

/** Type names of each call: those kept, and new ones; nodes near the root first, which have no parents to tell types apart by. */
export function nameCallTypes(
  drafts: readonly Draft[],
  types: TypeNames,
  {
    kept,
    components,
    singular,
  }: { kept: Kept; components: readonly Component[]; singular: NameOverrides["singular"] },
): Map<Draft, CallTypeNames> {
  const componentTypes = new Map(components.map(({ id, typeName }) => [id, typeName]));
  const give = ({ operation, place }: Draft, suffix: "Params" | "Response"): string =>
    types.give(callTypeNames(place, suffix, singular), operation.pointer);
  const byDepth = drafts.toSorted((left, right) => left.place.resource.length - right.place.resource.length);
  return new Map(
    byDepth.map((draft) => {
      const given = kept.get(draft);
      const answer = answerOf(draft);
      const paramsType = draft.naming.hasParams ? (given?.paramsType ?? give(draft, "Params")) : undefined;
      const component = answer === undefined ? undefined : componentTypes.get(answer);
      const own =
        answer === undefined || component !== undefined
          ? undefined
          : (given?.ownResponseType ?? give(draft, "Response"));
      const responseType = component ?? own;
      return [
        draft,
        {
          ...(paramsType === undefined ? {} : { paramsType }),
          ...(responseType === undefined ? {} : { responseType }),
          ...(own === undefined ? {} : { ownResponseType: own }),
        },
      ];
    }),
  );
}

/** Schema of the successful answer, its place in `content` where it has no schema; undefined where there is no body. */
function answerOf({ operation }: Draft): SchemaID | undefined {
  const content = findSuccess(operation)?.content ?? [];
  const entry = content.find(({ mediaType }) => isJsonMediaType(mediaType)) ?? content[0];
  return entry && (entry.schema ?? entry.pointer);
}
