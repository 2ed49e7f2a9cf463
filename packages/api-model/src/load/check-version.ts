import { describeValue, isObject, memberOf, textOf, type JsonObject } from "../json.ts";
import { isSwagger } from "./convert-swagger.ts";
import type { Fault } from "./fault.ts";

/** What keeps a parsed file from being an OpenAPI document of a version that is read; undefined where nothing does. */
export function checkVersion(root: unknown): Fault | undefined {
  if (!isObject(root)) return notOpenAPI(`The file holds ${describeValue(root)}, not an OpenAPI document.`);
  const version = memberOf(root, "openapi");
  const swagger = memberOf(root, "swagger");
  if (typeof version === "string" && /^3\.[012]\.\S+$/.test(version)) return undefined;
  if (version === undefined && isSwagger(root)) return undefined;
  if (version === undefined && swagger === undefined) {
    const kind = kindOf(root);
    return kind === undefined
      ? notOpenAPI("The file has no `openapi` member.")
      : notOpenAPI(`The file is ${kind}, not an OpenAPI document.`);
  }
  if (version === undefined) {
    return {
      code: "unsupported-version",
      message: `\`swagger\` is ${describeValue(swagger)}; Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read.`,
      hint: "Convert the document to one of these.",
    };
  }
  return {
    code: "unsupported-version",
    message: `\`openapi\` is ${describeValue(version)}; 3.0, 3.1 and 3.2 are read.`,
    hint:
      typeof version === "string"
        ? "Write a full version such as 3.1.0, or convert the document to one of these."
        : 'Write the version as a text, in quotes: "3.1.0".',
  };
}

/** What a file is that people take for an OpenAPI document. */
function kindOf(root: JsonObject): string | undefined {
  const marks: readonly (readonly [string, string])[] = [
    ["asyncapi", "an AsyncAPI document"],
    ["arazzo", "an Arazzo description"],
    ["overlay", "an OpenAPI Overlay"],
    ["swaggerVersion", "a document of Swagger 1"],
    ["$schema", "a JSON Schema"],
  ];
  const schema = textOf(memberOf(root, "info"), "schema");
  if (schema?.includes("getpostman.com") === true) return "a Postman collection";
  if (textOf(root, "kind") === "discovery#restDescription") return "a Google API Discovery document";
  return marks.find(([member]) => Object.hasOwn(root, member))?.[1];
}

function notOpenAPI(message: string): Fault {
  return {
    code: "not-openapi",
    message,
    hint: "Give the root file of an OpenAPI document; it begins with `openapi: 3.1.0` or the like.",
  };
}
