// Bodies that are not JSON. Generated data imports from here what its document has, and nothing else of it is bundled.
export { writeBytes, writeForm, writeMultipart, type FieldEncodings } from "./media/write-forms.ts";
export { readBytes, readText } from "./media/read-whole.ts";
export { iterateEvents, readEvents, type ServerSentEvent } from "./media/server-sent-events.ts";
export { iterateLines, readLines } from "./media/json-lines.ts";
