export * from "./model.ts";
export { buildModel, type BuildOptions, type BuiltModel } from "./build-model.ts";
export type { Document } from "./document.ts";
export {
  countKeywords,
  keywordAt,
  type KeywordCount,
  type KeywordCounts,
  type KeywordLoss,
} from "./fidelity/count-keywords.ts";
export { findJsonContent, findResponse, findSuccess, statusMatches } from "./find-response.ts";
export { bareMediaType, isFormMediaType, isJsonMediaType } from "./media-type.ts";
export {
  operationKey,
  type LockedOperation,
  type LockedSchema,
  type NameOverrides,
  type NamesLock,
} from "./names/names-lock.ts";
export { camelCase, pascalCase, wordsOf } from "./names/words.ts";
export { singularOf } from "./names/singular.ts";
export { dropMistyped } from "./drop-mistyped.ts";
export { loadDocument } from "./load-document.ts";
export { closeDocument } from "./load/close-document.ts";
export type { LoadedDocument, LoadOptions } from "./load/loaded-document.ts";
export { entriesOf, isList, isObject, itemsOf, memberOf, textOf, type JsonObject } from "./json.ts";
export {
  dereference,
  joinPointer,
  locatePointer,
  pointerSegments,
  resolvePointer,
  type Located,
} from "./pointer.ts";
export { pathParameters, pathSegments, pathShape, type PathSegment } from "./read/path-template.ts";
export {
  isArraySchema,
  itemsSchemaOf,
  membersOf,
  schemaAt,
  schemaParts,
  typesOf,
  type SchemaMember,
  type SchemaPart,
} from "./read/schema-shape.ts";
export { PROBLEM_CODES, type ProblemCode, type ProblemMeaning } from "./problem-codes.ts";
export { jsonLine, jsonText } from "./json-text.ts";
export { formatProblem, type Problem, type Severity } from "./problem.ts";
export { visibleLine, visibleText } from "./visible-text.ts";
