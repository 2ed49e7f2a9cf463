import { readFile } from "node:fs/promises";
import { BaseResolver, ResolveError, Source, type Document as ParsedFile } from "@redocly/openapi-core";
import { decodeText, type DecodedText } from "./decode-text.ts";
import { countMembers, findDuplicateMembers, type DuplicateMember } from "./duplicate-members.ts";
import type { Fault } from "./fault.ts";
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
  /** Bytes that are no UTF-8, by file. */
  readonly badBytes: { readonly source: Source; readonly line: number }[] = [];
  /** Members of JSON files that have the name of another, by file. */
  readonly duplicates: { readonly source: Source; readonly duplicate: DuplicateMember }[] = [];
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
    const decoded = await readDecoded(absoluteRef);
    if (await leadsBack(absoluteRef, decoded.text))
      throw new ResolveError(new Error("the file is a $ref that leads back to itself"));
    const source = new Source(absoluteRef, decoded.text);
    this.noteBytes(source, decoded);
    return source;
  }

  /** Remembers that a file holds bytes that are no text. */
  noteBytes(source: Source, { badLine }: DecodedText): void {
    if (badLine !== undefined) this.badBytes.push({ source, line: badLine });
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
    let parsed: unknown;
    try {
      parsed = JSON.parse(source.body);
    } catch {
      // Not JSON after all: a YAML flow mapping, or a mistake that the other parser names with its line.
      return undefined;
    }
    this.#noteDuplicates(source, parsed);
    return { source, parsed };
  }

  #noteDuplicates(source: Source, parsed: unknown): void {
    // To find places again, files are parsed more than once.
    if (this.duplicates.some((known) => known.source.absoluteRef === source.absoluteRef)) return;
    const found = findDuplicateMembers(source.body, countMembers(parsed));
    this.duplicates.push(...found.map((duplicate) => ({ source, duplicate })));
  }

  #parseYAML(source: Source, isRoot: boolean | undefined): ParsedFile {
    const { parsed } = super.parseDocument(source, isRoot);
    const { value, odd } = toJson(parsed);
    if (odd.length > 0) this.oddValues.push({ source, values: odd });
    return { source, parsed: value };
  }
}

/** @throws {ResolveError} where the file cannot be read, or is no text */
async function readDecoded(file: string): Promise<DecodedText> {
  let decoded: DecodedText | Fault;
  try {
    decoded = decodeText(await readFile(file));
  } catch (error) {
    throw new ResolveError(error as Error);
  }
  if ("code" in decoded) throw new ResolveError(new Error(decoded.message));
  return decoded;
}
