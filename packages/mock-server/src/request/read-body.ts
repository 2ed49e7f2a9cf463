// Reads a request's body: how much of it, which media type, which value. Validation is the caller's.
import type { Content, Json, RequestBody } from "@specloom/api-model";
import type { IncomingRequest } from "../app/incoming-request.ts";
import { fault, type Fault } from "../answer/fault.ts";
import { whenSettled, type Settled } from "../settled.ts";
import { typesThroughReferences, type Schemas } from "../schema/schema-view.ts";
import { essenceOf, isJsonType, matchContent } from "./media-type.ts";
import { readForm, readParts } from "./read-form.ts";
import { BODY_LIMIT, readText } from "./read-text.ts";

export interface BodyRead {
  readonly content?: Content;
  /** Undefined where there is no body, or one whose media type is opaque here. */
  readonly value?: Json;
}

export function readBody(
  request: IncomingRequest,
  body: RequestBody,
  schemas: Schemas,
): Settled<BodyRead | Fault> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_LIMIT) return tooLarge();
  const mediaType = request.headers.get("content-type");
  const content = mediaType === null ? undefined : matchContent(body.content, mediaType);
  if (mediaType !== null && essenceOf(mediaType) === "multipart/form-data" && content !== undefined) {
    return readMultipart(request, content, schemas);
  }
  return whenSettled(readText(request), (text) => bodyOfText(text, { request, body, content, schemas }));
}

interface BodyText {
  readonly request: IncomingRequest;
  readonly body: RequestBody;
  readonly content: Content | undefined;
  readonly schemas: Schemas;
}

function bodyOfText(
  text: string | undefined,
  { request, body, content, schemas }: BodyText,
): BodyRead | Fault {
  const mediaType = request.headers.get("content-type");
  if (text === undefined) return tooLarge();
  if (text === "") {
    return body.required ? fault("malformed", "the request has no body, and this operation needs one") : {};
  }
  if (content === undefined || mediaType === null) return unsupported(body, mediaType);
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    return fault(
      "unsupported-media-type",
      `the body is encoded as ${encoding}; send it without a content encoding`,
    );
  }
  const value = parseBody(text, essenceOf(mediaType), { schemas, content });
  return isFault(value) ? value : { content, ...(value.parsed === undefined ? {} : { value: value.parsed }) };
}

function isFault(value: object): value is Fault {
  return "sentence" in value && "kind" in value;
}

function tooLarge(): Fault {
  return fault(
    "payload-too-large",
    `the body is longer than ${BODY_LIMIT} bytes, the most that this server takes`,
  );
}

function unsupported(body: RequestBody, mediaType: string | null): Fault {
  const taken = body.content.map((content) => content.mediaType).join(", ");
  const found =
    mediaType === null ? "the body has no content type" : `a body of type ${mediaType} is not taken here`;
  return fault("unsupported-media-type", `${found}; send ${taken}`, { headers: { accept: taken } });
}

interface Parsed {
  readonly parsed: Json | undefined;
}

function parseBody(
  text: string,
  essence: string,
  { schemas, content }: { schemas: Schemas; content: Content },
): Parsed | Fault {
  if (isJsonType(essence)) return parseJson(text);
  if (essence === "application/x-www-form-urlencoded") {
    const parsed = readForm(text, content, schemas);
    return parsed === undefined ? fault("malformed", "the form has a broken percent-encoding") : { parsed };
  }
  const schema = content.schema === undefined ? undefined : schemas[content.schema];
  return { parsed: typesThroughReferences(schemas, schema).has("string") ? text : undefined };
}

function parseJson(text: string): Parsed | Fault {
  try {
    return { parsed: JSON.parse(text) };
  } catch (error) {
    return fault(
      "malformed",
      `the body is no valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The mock keeps no uploads. */
async function readMultipart(
  request: IncomingRequest,
  content: Content,
  schemas: Schemas,
): Promise<BodyRead | Fault> {
  try {
    return { content, value: await readParts(await request.formData(), content, schemas) };
  } catch {
    return fault("malformed", "the body is no valid multipart form");
  }
}
