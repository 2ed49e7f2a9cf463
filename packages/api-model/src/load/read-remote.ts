// Reading a part of a document from another host: only from origins that a person named, and never more than a document holds.

/** Where remote parts of a document may come from. */
export interface RemoteOptions {
  /** Origins that may be asked, as in `https://schemas.example`. None means that nothing is fetched. */
  readonly origins: readonly string[];
  /** @default the platform's */
  readonly fetch?: typeof globalThis.fetch;
}

/** Why a `$ref` to another host is not followed. */
export class RemoteRefusedError extends Error {
  override readonly name = "RemoteRefusedError";
}

/** Redirects that one read may follow. */
const MOST_REDIRECTS = 5;
/** Bytes that are read of one answer; the largest documents known have a tenth of it. */
const MOST_BYTES = 100_000_000;
/** Milliseconds that one file may take. */
const LONGEST = 30_000;

/**
 * The text at a URL. A redirect is followed as far as it stays within the allowed origins.
 *
 * @throws {RemoteRefusedError} where an origin is not allowed
 * @throws {Error} where the host does not answer with a text
 */
export async function readRemote(
  url: string,
  { origins, fetch = globalThis.fetch }: RemoteOptions,
): Promise<string> {
  const allowed = new Set(origins.map((origin) => new URL(origin).origin));
  const signal = AbortSignal.timeout(LONGEST);
  let current = new URL(url);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    if (!allowed.has(current.origin))
      throw new RemoteRefusedError(`${current.origin} is not an allowed origin`);
    const response = await fetch(current, { redirect: "manual", signal });
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      current = new URL(location, current);
      continue;
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`${current.href} answers ${response.status}`);
    }
    return readText(response);
  }
  throw new Error(`${url} redirects more than ${MOST_REDIRECTS} times`);
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error(`${response.url} is larger than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n");
}
