// The generated proof that the friendly types and those of openapi-typescript say the same, but for declared differences.
import type { ApiModel, Document, Operation, SchemaID } from "@specloom/api-model";

import { comment } from "../../print/comment.ts";
import { identifier } from "../../print/identifier.ts";
import { SourceFile } from "../../print/source-file.ts";
import { propertyKey, stringLiteral } from "../../print/string-literal.ts";
import type { EmittedFile } from "../emitter.ts";
import { answeredContent, isKeyHeader, paramsParameters, sentContent } from "../operation-schemas.ts";
import { isGivenAsBytes, isHandedOver } from "../media-kind.ts";
import type { TypesPlan } from "./plan.ts";
import { explainDifferences } from "./difference-reasons.ts";
import type { Difference, Direction } from "./printer.ts";
import { hasTwin, isReadAlike, isReusable, paramsTwin, responseTwin } from "./twins.ts";

interface Context {
  readonly model: ApiModel;
  readonly document: Document;
  readonly plan: TypesPlan;
  readonly banner: string;
}

export function agreementFile(context: Context): EmittedFile {
  const { model, plan, banner } = context;
  const schemas = plan.types.flatMap((type) => {
    const twin = `components["schemas"][${stringLiteral(type.component.name)}]`;
    const differences = plan.survey.differences([type.component.id], type.direction);
    return proof({ key: type.name, type: `friendly.${type.name}`, twin, differences });
  });
  const calls = model.operations.flatMap((operation) => callProofs(operation, context));
  const twins = [...(schemas.length > 0 ? ["components"] : []), ...(calls.length > 0 ? ["paths"] : [])];
  const source = new SourceFile(banner);
  source.print(
    "// Proves, when it is compiled, that the friendly types agree with those of `openapi.ts`. It is not published.",
    ...(twins.length > 0 ? ['import type * as friendly from "./index.ts";'] : []),
    ...(twins.length > 0 ? [`import type { ${twins.join(", ")} } from "./openapi.ts";`] : []),
    ...HELPERS,
    "export interface SchemasAgree {",
    ...schemas,
    "}",
    "export interface CallsAgree {",
    ...calls,
    "}",
  );
  return { path: "agreement.ts", text: source.toString() };
}

const HELPERS = [
  "/** True where whatever the first type allows fits the second. */",
  "export type Fits<A, B> = [A] extends [B] ? true : false;",
  "export type All<Proofs extends readonly boolean[]> = Proofs extends readonly true[] ? true : false;",
  "/** True where both have the same members: an optional one that is missing hinders no assignment. */",
  "/** A member that is called by digits alone is a number in one notation and a string in the other. */",
  "type Names<T> = `${keyof T & (string | number)}`;",
  "export type SameMembers<Friendly, Twin> = [Twin] extends [never]",
  "? true : All<[Fits<Names<Friendly>, Names<Twin>>, Fits<Names<Twin>, Names<Friendly>>]>;",
  "/** Each fits the other. */",
  "export type Same<Friendly, Twin> = All<",
  "[Fits<Friendly, Twin>, Fits<Twin, Friendly>, SameMembers<Friendly, Twin>]>;",
  "/** The friendly type takes whatever its twin allows. */",
  "export type Wider<Friendly, Twin> = All<[Fits<Twin, Friendly>, SameMembers<Friendly, Twin>]>;",
  "export type WiderInPart<Friendly, Twin> = Fits<Twin, Friendly>;",
  "/** Whatever the friendly type allows fits its twin. */",
  "export type Narrower<Friendly, Twin> = All<[Fits<Friendly, Twin>, SameMembers<Friendly, Twin>]>;",
  "export type NarrowerInPart<Friendly, Twin> = Fits<Friendly, Twin>;",
  "export type Holds<Proof extends true> = Proof;",
  "/** Headers and cookies under the names that they have in `params`. */",
  "export type Renamed<T, Names> = { [K in keyof T as K extends keyof Names ? Names[K] & PropertyKey : never]: T[K] };",
  "",
];

function proof(claim: {
  readonly key: string;
  readonly type: string;
  readonly twin: string;
  readonly differences: ReadonlySet<Difference>;
}): string[] {
  const { relation, sameMembers, sentence } = explainDifferences(claim.differences);
  const key = `${comment({ paragraphs: [sentence] })}${propertyKey(claim.key)}`;
  if (relation === "Other") return [`${key}: [${claim.type}, ${claim.twin}];`];
  return [`${key}: Holds<${relation}${sameMembers ? "" : "InPart"}<${claim.type}, ${claim.twin}>>;`];
}

function callProofs(operation: Operation, context: Context): string[] {
  return hasTwin(operation) ? paramsProof(operation, context).concat(responseProof(operation, context)) : [];
}

function paramsProof(operation: Operation, { plan, document }: Context): string[] {
  const { paramsType, body } = operation.call;
  if (paramsType === undefined) return [];
  const parameters = paramsParameters(operation);
  const sent = body === "none" ? undefined : sentContent(operation)?.schema;
  const schemas = [...parameters.map(({ schema }) => schema), sent];
  const differences = new Set(differencesOf(schemas, { plan, direction: "request" }));
  if (!parameters.every((parameter) => isReadAlike(parameter, document))) differences.add("parameter");
  if (parameters.some((parameter) => parameter.required && isKeyHeader(operation, parameter)))
    differences.add("idempotency-key");
  const content = body === "none" ? undefined : sentContent(operation);
  if (content !== undefined && isGivenAsBytes(content, document)) differences.add("handed-over");
  if (content !== undefined && isReusable(content)) differences.add("reusable-media-type");
  return proof({
    key: paramsType,
    type: `friendly.${identifier(paramsType)}`,
    twin: paramsTwin(operation),
    differences,
  });
}

function responseProof(operation: Operation, { plan, document }: Context): string[] {
  const { responseType } = operation.call;
  const content = answeredContent(operation);
  const id = content?.schema;
  const twin = responseTwin(operation);
  if (content === undefined || responseType === undefined || id === undefined || twin === undefined)
    return [];
  if (isHandedOver(content, document) || isReusable(content)) return [];
  if (plan.survey.components.has(id)) return [];
  return proof({
    key: responseType,
    type: `friendly.${identifier(responseType)}`,
    twin,
    differences: differencesOf([id], { plan, direction: "response" }),
  });
}

function differencesOf(
  ids: readonly (SchemaID | undefined)[],
  { plan, direction }: { plan: TypesPlan; direction: Direction },
): ReadonlySet<Difference> {
  return plan.survey.differences(
    ids.filter((id) => id !== undefined),
    direction,
  );
}
