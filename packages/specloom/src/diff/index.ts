export { diffDocuments } from "./diff-documents.ts";
export { compareDocuments, joinReports, type CompareOptions } from "./compare-documents.ts";
export type { ComparedChange, Comparison } from "./comparison.ts";
export type { Change, Direction, DocumentDiff, Message, Verdict, Witness } from "./change.ts";
export { judgeTypes, type Described, type SymbolPlace, type TypeComparison } from "./types/judge-types.ts";
export { describeSymbols } from "./types/describe-symbols.ts";
export { publishPackages, readRuntimeSurface } from "./types/publish-packages.ts";
export type { PublishedSurface } from "./types/published-packages.ts";
export {
  CONSUMER_STYLES,
  POLICIES,
  type Cells,
  type ConsumerStyle,
  type Policy,
  type TypeChange,
  type TypeReport,
  type TypeWitness,
} from "./types/type-report.ts";
