import type { Json } from "../model.ts";
import { isObject, type JsonObject } from "../json.ts";

/** When {@link examplesLoss} says something. */
export const EXAMPLES_UNLESS = "beside `example`, or no map to Example Objects";

/** What is lost of the `examples` of an object of OpenAPI. */
export function examplesLoss(examples: Json, holder: JsonObject): string | undefined {
  if (holder["example"] !== undefined) return "`example` stands beside it and is what is used";
  const isMap = isObject(examples) && Object.values(examples).every((entry) => isObject(entry));
  return isMap ? undefined : "it is no map to Example Objects, so that they are not used";
}

/** True where an Example Object gives its value as JSON. */
export function hasValue(example: JsonObject): boolean {
  return example["value"] !== undefined || example["dataValue"] !== undefined;
}
