// One resource: the interface that callers see and the data by which the runtime fulfils it. What is below it has files of its
// own, and hangs on it in the tree alone.
import type { Operation, Resource } from "@specloom/api-model";

import { comment } from "../../print/comment.ts";
import { identifier } from "../../print/identifier.ts";
import { SourceFile } from "../../print/source-file.ts";
import { propertyKey, stringLiteral } from "../../print/string-literal.ts";
import type { EmittedFile } from "../emitter.ts";
import { objectLiteral } from "../json-literal.ts";
import { relativeImport } from "../types/type-file.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { methodComment } from "./method-comment.ts";
import { methodSignature } from "./method-signature.ts";
import { operationText } from "./operation-data.ts";
import { ownServer } from "./server-urls.ts";

export function resourceFile(resource: Resource, context: ClientContext): EmittedFile {
  const { options, plan } = context;
  const file = plan.resourceFile(resource.path);
  const source = new SourceFile(options.banner);
  const { type, constant } = resourceNames(resource);
  source.declare(type);
  source.declare(constant);
  const operations = resource.operations.flatMap((id) => context.operations.get(id) ?? []);
  const children = resource.resources.map((child) => ({
    key: propertyKey(child.name),
    type: source.importType(
      resourceNames(child).type,
      relativeImport(file, context.plan.resourceFile(child.path)),
    ),
  }));
  const methods = operations.map((operation) => methodLine(operation, { source, context }));
  const data = operations.map(
    (operation) => `${propertyKey(operation.call.method)}: ${operationText(operation, context, source)},`,
  );
  source.print(
    comment({ paragraphs: [`Calls of \`${resource.path.join(".")}\`.`] }).trimEnd(),
    `export interface ${type} {`,
    ...children.map((child) => `readonly ${child.key}: ${child.type};`),
    ...methods,
    "}",
  );
  if (operations.length > 0) {
    const below = resource.resources.map((child) => stringLiteral(child.name)).join(" | ");
    const own = below === "" ? type : `Omit<${type}, ${below}>`;
    const factory = `${source.importType("ResourceFactory", RUNTIME)}<${own}>`;
    const define = `${source.importValue("defineResource", RUNTIME)}<${own}>`;
    const servers = operations.flatMap((operation): [string, string][] => {
      const server = ownServer(operation, context.model);
      return server === undefined ? [] : [[operation.call.method, stringLiteral(server)]];
    });
    const [start, end] =
      servers.length === 0
        ? ["", ""]
        : [
            `${source.importValue("atServers", RUNTIME)}<${own}>(${objectLiteral(servers)}, /* @__PURE__ */ `,
            ")",
          ];
    source.print(
      "",
      comment({
        paragraphs: [`Binds the calls of \`${resource.path.join(".")}\` to a client of either kind.`],
      }).trimEnd(),
      `export const ${constant}: ${factory} = /* @__PURE__ */ ${start}${define}({`,
      ...data,
      `})${end};`,
    );
  }
  return { path: `${file}.ts`, text: source.toString() };
}

/** Names under which the file of a resource exports its interface and its factory. */
export function resourceNames({ name }: Pick<Resource, "name">): {
  readonly type: string;
  readonly constant: string;
} {
  const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  return { type: identifier(capital), constant: identifier(name) };
}

function methodLine(operation: Operation, scope: { source: SourceFile; context: ClientContext }): string {
  return `${comment(methodComment(operation))}${propertyKey(operation.call.method)}${methodSignature(operation, scope)};`;
}
