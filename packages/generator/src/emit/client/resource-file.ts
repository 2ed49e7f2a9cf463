// One resource: the interface that callers see and the data by which the runtime fulfils it.
import type { Operation, Resource } from "@specloom/api-model";

import { comment } from "../../print/comment.ts";
import { identifier } from "../../print/identifier.ts";
import { SourceFile } from "../../print/source-file.ts";
import { propertyKey } from "../../print/string-literal.ts";
import type { EmittedFile } from "../emitter.ts";
import { relativeImport } from "../types/type-file.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { methodComment } from "./method-comment.ts";
import { methodSignature } from "./method-signature.ts";
import { operationText } from "./operation-data.ts";

export function resourceFile(resource: Resource, context: ClientContext): EmittedFile {
  const { options, plan } = context;
  const file = plan.resourceFile(resource.path);
  const source = new SourceFile(options.banner);
  const { type, constant } = resourceNames(resource);
  source.declare(type);
  source.declare(constant);
  const operations = resource.operations.flatMap((id) => context.operations.get(id) ?? []);
  const children = resource.resources.map((child) => importResource(child, { source, from: file, context }));
  const methods = operations.map((operation) => methodLine(operation, { source, context }));
  const data = operations.map(
    (operation) => `${propertyKey(operation.call.method)}: ${operationText(operation, context, source)},`,
  );
  const factory = `${source.importType("ResourceFactory", RUNTIME)}<${type}>`;
  const define = `${source.importValue("defineResource", RUNTIME)}<${type}>`;
  const tree = children.length === 0 ? "" : `, { ${children.map(({ entry }) => entry).join(", ")} }`;
  source.print(
    comment({ paragraphs: [`Calls of \`${resource.path.join(".")}\`.`] }).trimEnd(),
    `export interface ${type} {`,
    ...children.map(({ member }) => member),
    ...methods,
    "}",
    "",
    comment({
      paragraphs: [`Binds the calls of \`${resource.path.join(".")}\` to a client of either kind.`],
    }).trimEnd(),
    `export const ${constant}: ${factory} = /* @__PURE__ */ ${define}({`,
    ...data,
    `}${tree});`,
  );
  return { path: `${file}.ts`, text: source.toString() };
}

/** Names under which the file of a resource exports its interface and its factory. */
function resourceNames({ name }: Pick<Resource, "name">): {
  readonly type: string;
  readonly constant: string;
} {
  const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  return { type: identifier(capital), constant: identifier(name) };
}

/** Imports a resource and says how it stands in an interface and in an object of factories. */
export function importResource(
  resource: Resource,
  { source, from, context }: { source: SourceFile; from: string; context: ClientContext },
): { readonly member: string; readonly entry: string } {
  const module = relativeImport(from, context.plan.resourceFile(resource.path));
  const { type, constant } = resourceNames(resource);
  const key = propertyKey(resource.name);
  return {
    member: `readonly ${key}: ${source.importType(type, module)};`,
    entry: objectEntry(key, source.importValue(constant, module)),
  };
}

function objectEntry(key: string, value: string): string {
  return key === value ? key : `${key}: ${value}`;
}

function methodLine(operation: Operation, scope: { source: SourceFile; context: ClientContext }): string {
  return `${comment(methodComment(operation))}${propertyKey(operation.call.method)}${methodSignature(operation, scope)};`;
}
