// What checks answers, for those who ask for it: closed files of validators, mostly one a resource, and the entry that loads
// them.
import { findJsonContent, type Operation, type Problem, type SchemaID } from "@specloom/api-model";

import { SourceFile } from "../../print/source-file.ts";
import { propertyKey, stringLiteral } from "../../print/string-literal.ts";
import { escapeUnsafeCharacters } from "../../print/unsafe-characters.ts";
import type { EmitInput, EmitOptions, EmittedFile } from "../emitter.ts";
import { closeCode } from "./close-code.ts";
import { compileValidators } from "./compile-validators.ts";
import { groupOperations } from "./group-operations.ts";

/** Where the behaviour is: what is done about an answer that is not as it should be. */
const RUNTIME = "@specloom/client-runtime/validate";

export async function emitValidation(
  { model }: EmitInput,
  options: EmitOptions,
): Promise<readonly EmittedFile[]> {
  if (options.packages.client.validation !== true) return [];
  const answering = model.operations.filter((operation) => answersOf(operation).length > 0);
  const groups = groupOperations(answering, model, (operation) =>
    answersOf(operation).map(({ schema }) => schema),
  );
  const files: EmittedFile[] = [];
  const loaded: [Operation, string][] = [];
  for (const [name, operations] of groups) {
    const text = await validatorsText(operations, { model, options });
    if (text === undefined) continue;
    files.push({ path: `${name}.ts`, text });
    for (const operation of operations) loaded.push([operation, name]);
  }
  return [...files, entryFile(loaded, options)];
}

interface Answer {
  readonly status: string;
  readonly schema: SchemaID;
}

/** The documented answers that have a schema of JSON. */
function answersOf({ responses }: Operation): readonly Answer[] {
  return responses.flatMap(({ status, content }) => {
    const schema = findJsonContent(content)?.schema;
    return schema === undefined ? [] : [{ status, schema }];
  });
}

interface Scope {
  readonly model: EmitInput["model"];
  readonly options: EmitOptions;
}

async function validatorsText(
  operations: readonly Operation[],
  { model, options }: Scope,
): Promise<string | undefined> {
  const ids = new Set(operations.flatMap((operation) => answersOf(operation).map(({ schema }) => schema)));
  const names = new Map([...ids].map((id, index) => [id, `v${index}`]));
  let printed: string;
  try {
    printed = await compileValidators(new Map([...names].map(([id, name]) => [name, id])), model);
  } catch (error) {
    options.report(notCompiled(operations, (error as Error).message));
    return undefined;
  }
  const { code, functions, faults } = await closeCode(printed);
  if (faults.length > 0) {
    options.report(notCompiled(operations, `of what Ajv printed, ${faults.join(" and ")}`));
    return undefined;
  }
  const entries = operations.map((operation) => {
    const statuses = answersOf(operation).map(
      ({ status, schema }) => `${propertyKey(status)}: ${functions.get(names.get(schema) ?? "")}`,
    );
    return `${stringLiteral(`${operation.method} ${operation.path}`)}: { ${statuses.join(", ")} },`;
  });
  return [
    options.banner,
    "// @ts-nocheck What Ajv prints is JavaScript. It is closed: nothing is imported, helpers are given.",
    "",
    ...TYPES,
    "/** Validators of answers by operation and status. */",
    "export const validators: (helpers: Helpers) => Validators = ({ equal, length, formats }) => {",
    escapeUnsafeCharacters(code),
    "return {",
    ...entries,
    "};",
    "};",
    "",
  ].join("\n");
}

const TYPES = [
  "interface Helpers {",
  "readonly equal: (one: unknown, other: unknown) => boolean;",
  "readonly length: (text: string) => number;",
  "readonly formats: Readonly<Record<string, (text: string) => boolean>>;",
  "}",
  "interface Validator {",
  "(value: unknown): boolean;",
  "readonly errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;",
  "}",
  "type Validators = Readonly<Record<string, Readonly<Record<string, Validator>>>>;",
  "",
];

function notCompiled(operations: readonly Operation[], why: string): Problem {
  return {
    code: "unsupported-in-client",
    severity: "degraded",
    pointer: operations[0]?.pointer ?? "#",
    message: `Answers of ${operations.length} operations beside this one are not validated: ${why}.`,
    hint: "Look for a keyword whose value JSON Schema does not allow.",
  };
}

function entryFile(loaded: readonly (readonly [Operation, string])[], { banner }: EmitOptions): EmittedFile {
  const source = new SourceFile(banner);
  const options = source.importType("ValidationOptions", RUNTIME);
  const middleware = source.importType("Middleware", RUNTIME);
  const define = source.importValue("defineValidation", RUNTIME);
  const api = source.importValue("api", "./api.ts");
  source.print(
    `export * from "${RUNTIME}";`,
    "",
    "/** Makes middleware that checks answers against the document, for `client.paths.use()`. */",
    `export const validateResponses: (options?: ${options}) => ${middleware} = ${define}(${api}, {`,
    ...loaded.map(
      ([{ method, path }, name]) => `${stringLiteral(`${method} ${path}`)}: () => import("./${name}.ts"),`,
    ),
    "});",
  );
  return { path: "validate.ts", text: source.toString() };
}
