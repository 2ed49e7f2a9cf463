import type { JsonObject } from "./json.ts";

/** A bundled OpenAPI document: plain JSON in which every `$ref` begins with `#`. */
export type Document = JsonObject;
