// The tree of a client: each resource with what is below it. Only the whole client loads it.
import type { Resource } from "@specloom/api-model";

import { comment } from "../../print/comment.ts";
import { SourceFile } from "../../print/source-file.ts";
import { propertyKey } from "../../print/string-literal.ts";
import type { EmittedFile } from "../emitter.ts";
import { relativeImport } from "../types/type-file.ts";
import { RUNTIME, type ClientContext } from "./client-context.ts";
import { resourceNames } from "./resource-file.ts";

/** A resource that others are below. */
export function treeFile(resource: Resource, context: ClientContext): EmittedFile {
  const source = new SourceFile(context.options.banner);
  const file = treePath(resource, context);
  const names = resourceNames(resource);
  const constant = source.declare(treeName(resource));
  const module = relativeImport(file, context.plan.resourceFile(resource.path));
  const type = source.importType(names.type, module);
  const children = resource.resources.map((child) => treeEntry(child, { source, from: file, context }));
  const own = resource.operations.length === 0 ? "" : `, ${source.importValue(names.constant, module)}`;
  source.print(
    comment({ paragraphs: [`\`${resource.path.join(".")}\` with what is below it.`] }).trimEnd(),
    `export const ${constant}: ${source.importType("ResourceFactory", RUNTIME)}<${type}> =`,
    `/* @__PURE__ */ ${source.importValue("resourceTree", RUNTIME)}<${type}>({ ${children.join(", ")} }${own});`,
  );
  return { path: `${file}.ts`, text: source.toString() };
}

/** Imports a resource, with what is below it, and says how it stands in an object of factories. */
export function treeEntry(
  resource: Resource,
  { source, from, context }: { source: SourceFile; from: string; context: ClientContext },
): string {
  const key = propertyKey(resource.name);
  const isLeaf = resource.resources.length === 0;
  const [name, file] = isLeaf
    ? [resourceNames(resource).constant, context.plan.resourceFile(resource.path)]
    : [treeName(resource), treePath(resource, context)];
  const value = source.importValue(name, relativeImport(from, file));
  return key === value ? key : `${key}: ${value}`;
}

function treeName(resource: Resource): string {
  return `${resourceNames(resource).constant}Tree`;
}

function treePath({ path }: Resource, { plan }: ClientContext): string {
  return plan.resourceFile(path).replace(/^resources/, "tree");
}
