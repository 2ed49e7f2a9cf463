import { BaseResolver, ResolveError, Source, type Document as ParsedFile } from "@redocly/openapi-core";
import { toJson, type OddValue } from "./to-json.ts";

/** Why a `$ref` to another host is not followed. */
class RemoteReferenceError extends Error {
  override readonly name = "RemoteReferenceError";
}

/**
 * Reads files of this machine and nothing else. JSON goes to the platform's parser, which is several times as fast as
 * the YAML one; what that refuses is parsed as YAML, whose errors have a line.
 */
export class LocalResolver extends BaseResolver {
  /** Values that JSON has no form for, by file. */
  readonly oddValues: { readonly source: Source; readonly values: readonly OddValue[] }[] = [];

  override async loadExternalRef(absoluteRef: string): Promise<Source> {
    if (/^[a-z][a-z\d+.-]+:/i.test(absoluteRef)) {
      throw new ResolveError(new RemoteReferenceError(`${absoluteRef} is not a file of this machine`));
    }
    const { body } = await super.loadExternalRef(absoluteRef);
    return new Source(absoluteRef, body.replace(/^\uFEFF/, ""));
  }

  override parseDocument(source: Source, isRoot?: boolean): ParsedFile {
    return this.#parseJSON(source, isRoot) ?? this.#parseYAML(source, isRoot);
  }

  #parseJSON(source: Source, isRoot: boolean | undefined): ParsedFile | undefined {
    if (!/^\s*[{[]/.test(source.body) || !(isRoot === true || source.absoluteRef.endsWith(".json")))
      return undefined;
    try {
      return { source, parsed: JSON.parse(source.body) as unknown };
    } catch {
      // Not JSON after all: a YAML flow mapping, or a mistake that the other parser names with its line.
      return undefined;
    }
  }

  #parseYAML(source: Source, isRoot: boolean | undefined): ParsedFile {
    const { parsed } = super.parseDocument(source, isRoot);
    const { value, odd } = toJson(parsed);
    if (odd.length > 0) this.oddValues.push({ source, values: odd });
    return { source, parsed: value };
  }
}
