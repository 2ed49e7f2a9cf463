export { diffDocuments } from "./diff-documents.ts";
export type { Change, Direction, DocumentDiff, Message, Verdict, Witness } from "./change.ts";
