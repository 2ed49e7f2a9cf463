import { BaseResolver, ResolveError, Source, type Document as ParsedFile } from "@redocly/openapi-core";
import { leadsBack } from "./leads-back.ts";
import { readRemote, RemoteRefusedError, type RemoteOptions } from "./read-remote.ts";
import { toJson, type OddValue } from "./to-json.ts";

/**
 * Reads files of this machine, and of the hosts that the caller allows; nothing else. JSON goes to the platform's parser,
 * which is several times as fast as the YAML one; what that refuses is parsed as YAML, whose errors have a line.
 */
export class DocumentResolver extends BaseResolver {
  /** Values that JSON has no form for, by file. */
  readonly oddValues: { readonly source: Source; readonly values: readonly OddValue[] }[] = [];
  /** Every file and URL that was asked for, whatever came of it. */
  readonly sought: Set<string> = new Set();
  readonly #remote: RemoteOptions;

  constructor(remote: RemoteOptions) {
    super();
    this.#remote = remote;
  }

  override async loadExternalRef(absoluteRef: string): Promise<Source> {
    this.sought.add(absoluteRef);
    if (/^https?:\/\//i.test(absoluteRef)) return this.#loadRemote(absoluteRef);
    if (/^[a-z][a-z\d+.-]+:/i.test(absoluteRef)) {
      throw new ResolveError(new RemoteRefusedError(`${absoluteRef} is not a file of this machine`));
    }
    const { body } = await super.loadExternalRef(absoluteRef);
    if (await leadsBack(absoluteRef, body))
      throw new ResolveError(new Error("the file is a $ref that leads back to itself"));
    return new Source(absoluteRef, body.replace(/^\uFEFF/, ""));
  }

  async #loadRemote(url: string): Promise<Source> {
    try {
      // The bundler parses what calls itself JSON, YAML or OpenAPI, whatever the URL ends in.
      return new Source(url, await readRemote(url, this.#remote), "application/openapi");
    } catch (error) {
      throw new ResolveError(error as Error);
    }
  }

  override parseDocument(source: Source, isRoot?: boolean): ParsedFile {
    return this.#parseJSON(source, isRoot) ?? this.#parseYAML(source, isRoot);
  }

  #parseJSON(source: Source, isRoot: boolean | undefined): ParsedFile | undefined {
    const isJSON = isRoot === true || source.mimeType !== undefined || source.absoluteRef.endsWith(".json");
    if (!isJSON || !/^\s*[{[]/.test(source.body)) return undefined;
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
