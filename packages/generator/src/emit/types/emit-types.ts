// The friendly types: complete declarations printed from the model, one file a resource and one for what is shared.
import type { ApiModel, Operation } from "@specloom/api-model";

import type { NameAliases } from "../../config.ts";
import { identifier } from "../../print/identifier.ts";
import { SourceFile } from "../../print/source-file.ts";
import { aliasComment, typeAliases } from "../aliases.ts";
import type { EmitInput, EmitOptions, EmittedFile } from "../emitter.ts";
import { answeredContent, itemSchema, otherAnswers } from "../operation-schemas.ts";
import { isHandedOver, valueSchema } from "../media-kind.ts";
import { agreementFile } from "./agreement.ts";
import { planTypes, SHARED, type NamedType, type TypesPlan } from "./plan.ts";
import { declaration } from "./print-declaration.ts";
import { paramsDeclaration } from "./print-params.ts";
import { createTypeFile, type TypeFile, type TypeFileContext } from "./type-file.ts";

export function emitTypes(
  { model, document }: EmitInput,
  options: EmitOptions,
): Promise<readonly EmittedFile[]> {
  const plan = planTypes(model);
  const context: TypeFileContext = { model, document, plan, banner: options.banner, report: options.report };
  const files = contentsOfFiles(model, plan).map((contents) => printFile(contents, context, options.aliases));
  return Promise.resolve([
    ...files,
    indexFile(files, options.banner),
    agreementFile({ model, document, plan, banner: options.banner }),
  ]);
}

/** What one file declares. */
interface FileContents {
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly types: readonly NamedType[];
}

/** `shared` first, then the files of resources that have something to say. */
function contentsOfFiles(model: ApiModel, plan: TypesPlan): readonly FileContents[] {
  const operations = Map.groupBy(model.operations, ({ call }) => plan.resourceFile(call.resource));
  const types = Map.groupBy(plan.types, ({ file }) => file);
  const names = [SHARED, ...operations.keys()];
  return names.map((name) => ({
    name,
    operations: operations.get(name) ?? [],
    types: types.get(name) ?? [],
  }));
}

function printFile(
  { name, operations, types }: FileContents,
  context: TypeFileContext,
  aliases: NameAliases | undefined,
): EmittedFile {
  const file = createTypeFile(
    name,
    types.map((type) => type.name),
    context,
  );
  for (const { call } of operations) declareOwn(call, file);
  for (const operation of operations) printOperation(operation, file, context);
  for (const type of types) {
    const { component } = type;
    file.declare(type);
    for (const old of typeAliases(component.id, aliases)) {
      const suffix = type.name.slice(identifier(component.typeName).length);
      file.source.print(`${aliasComment(type.name)}export type ${old}${suffix} = ${type.name};`);
    }
  }
  return { path: `${name}.ts`, text: file.text() };
}

function declareOwn({ paramsType, responseType }: Operation["call"], file: TypeFile): void {
  for (const name of [paramsType, responseType])
    if (name !== undefined) file.source.declare(identifier(name));
}

function printOperation(operation: Operation, file: TypeFile, context: TypeFileContext): void {
  const { model, plan, document } = context;
  file.source.print(...paramsDeclaration(operation, file.printer("request"), document));
  const positional = operation.parameters.path.find(
    ({ name }) => name === operation.call.positional?.parameter,
  );
  // The client names these types too, and finds them in this file.
  if (positional !== undefined) file.offer(positional.schema, "request");
  for (const other of otherAnswers(operation)) if (other !== undefined) file.offer(other, "response");
  const item = itemSchema(operation, document);
  if (item !== undefined && plan.survey.components.has(item)) file.offer(item, "response");
  const content = answeredContent(operation);
  const id = content && valueSchema(content);
  if (content === undefined || id === undefined || operation.call.responseType === undefined) return;
  if (plan.survey.components.has(id)) {
    file.offer(id, "response");
    return;
  }
  if (isHandedOver(content, document)) return;
  const placed = { schema: model.schemas[id] ?? true, pointer: id };
  const fallback = `What \`${operation.method} ${operation.path}\` answers.`;
  const printer = file.printer("response");
  file.source.print(...declaration(identifier(operation.call.responseType), placed, { printer, fallback }));
}

function indexFile(files: readonly EmittedFile[], banner: string): EmittedFile {
  const source = new SourceFile(banner);
  source.print(...files.map(({ path }) => `export type * from "./${path}";`));
  return { path: "index.ts", text: source.toString() };
}
