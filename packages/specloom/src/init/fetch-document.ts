import { lookup as systemLookup } from "node:dns";
import { request as requestHTTP, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestHTTPS } from "node:https";
import { isIP, type LookupFunction } from "node:net";

import { UsageError } from "../usage-error.ts";
import { isPublicAddress } from "./public-address.ts";

const MOST_REDIRECTS = 5;

export interface FetchOptions {
  /** Also takes http. @default false */
  readonly allowHTTP?: boolean;
  /** Addresses that may be connected to. @default those of the public internet */
  readonly allowAddress?: (address: string) => boolean;
  /** Milliseconds for everything, redirects included. @default 30 seconds */
  readonly timeout?: number;
  /** Bytes of the document. @default 64 MiB */
  readonly most?: number;
}

/**
 * Downloads a document. The address that a name resolves to is checked where the connection is made, for each redirect
 * anew, so that neither a redirect nor a second answer of the name server leads elsewhere.
 *
 * @throws UsageError that says what was refused or what failed, and what to do
 */
export async function fetchDocument(address: string, options: FetchOptions = {}): Promise<string> {
  const signal = AbortSignal.timeout(options.timeout ?? 30_000);
  let url = checkURL(address, options);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await send(url, signal, options);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.destroy();
      if (!URL.canParse(headers.location, url)) throw refusal(`${url.href} leads to what is no URL`);
      url = checkURL(new URL(headers.location, url).href, options);
    } else if (statusCode === 200) {
      return decode(await readBody(url, response, options), url);
    } else {
      response.destroy();
      throw refusal(`${url.href} answered ${statusCode} ${response.statusMessage ?? ""}`.trimEnd());
    }
  }
  throw refusal(`${address} leads through more than ${MOST_REDIRECTS} redirects`);
}

function checkURL(text: string, { allowHTTP = false, allowAddress = isPublicAddress }: FetchOptions): URL {
  if (!URL.canParse(text)) throw refusal(`${text.replace(/\/\/[^/]*@/, "//…@")} is no URL`);
  const url = new URL(text);
  // First of all, as every other refusal shows the URL.
  if (url.username !== "" || url.password !== "")
    throw refusal(`The URL of ${url.host} holds credentials, which would end up in logs`);
  if (url.protocol === "http:" && !allowHTTP)
    throw new UsageError(`${url.href} is not https. Give an https URL, or allow it with --allow-http.`, {
      showsUsage: false,
    });
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw refusal(`${url.href} has the scheme ${url.protocol}, and only https is read`);
  const host = url.hostname.replaceAll(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !allowAddress(host)) throw privateAddress(url.host, host);
  return url;
}

function send(
  url: URL,
  signal: AbortSignal,
  { allowAddress = isPublicAddress }: FetchOptions,
): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? requestHTTPS : requestHTTP;
  const options: RequestOptions = {
    signal,
    // A pooled connection would have been checked for somebody else.
    agent: false,
    lookup: checkedLookup(allowAddress),
    headers: {
      accept: "application/json, application/yaml, text/yaml, */*;q=0.5",
      "accept-encoding": "identity",
      "user-agent": "specloom",
    },
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, resolve);
    sent.once("error", (error) => reject(error instanceof UsageError ? error : failure(url, error)));
    sent.end();
  });
}

/** Looks a name up, and refuses it if one of its addresses is refused. */
function checkedLookup(allow: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = addresses?.find(({ address }) => !allow(address));
      const [first] = addresses ?? [];
      if (error !== null) callback(error, "");
      else if (refused !== undefined) callback(privateAddress(hostname, refused.address), "");
      else if (options.all === true) callback(null, addresses);
      else callback(null, first?.address ?? "", first?.family);
    });
  };
}

async function readBody(
  url: URL,
  response: IncomingMessage,
  { most = 64 * 2 ** 20 }: FetchOptions,
): Promise<Buffer> {
  const encoding = response.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity")
    throw refusal(`${url.href} answers compressed (${encoding}), which was not asked for`);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw refusal(`${url.href} is larger than ${Math.floor(most / 2 ** 20)} MiB`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof UsageError ? error : failure(url, error as Error);
  }
  return Buffer.concat(chunks);
}

function decode(body: Buffer, url: URL): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw refusal(`${url.href} is not a text in UTF-8`);
  }
}

function privateAddress(host: string, address: string): UsageError {
  const where = host === address || host === `[${address}]` ? "is" : `leads to ${address},`;
  return new UsageError(
    `${host} ${where} no address of the public internet. Allow it with --allow-private if the document is yours.`,
    { showsUsage: false },
  );
}

function failure(url: URL, error: Error): UsageError {
  const timedOut = error.name === "TimeoutError" || error.name === "AbortError";
  return refusal(
    `${url.href} cannot be read: ${timedOut ? "it takes too long" : error.message.replace(/\.$/, "")}`,
  );
}

function refusal(what: string): UsageError {
  return new UsageError(`${what}. Download the document in another way and give its path.`, {
    showsUsage: false,
  });
}
