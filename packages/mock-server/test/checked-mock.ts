// A mock of a fixture whose every answer is judged against the document, by an Ajv of the test's own.
import {
  buildModel,
  loadDocument,
  type ApiModel,
  type Document,
  type DocumentedResponse,
  type Json,
  type Operation,
} from "@specloom/api-model";
import formats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { createMockApp, type Identity, type MockAppOptions } from "../src/index.ts";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else the text; undefined where there is none. */
  readonly body: Json | undefined;
}

export interface CallOptions {
  readonly headers?: Record<string, string>;
  readonly json?: Json;
  readonly raw?: string;
}

export interface CheckedMock {
  readonly model: ApiModel;
  readonly identities: readonly [Identity, Identity];
  /** `GET /pets?limit=1`. */
  call(request: string, options?: CallOptions): Promise<Reply>;
  /** Operation and status of every answer so far. */
  readonly reached: ReadonlySet<string>;
}

export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`./fixtures/${name}.yaml`, import.meta.url));
}

interface Fixture {
  readonly document: Document;
  readonly model: ApiModel;
}

const fixtures = new Map<string, Promise<Fixture>>();

function loadFixture(name: string): Promise<Fixture> {
  const loading = fixtures.get(name) ?? readFixture(name);
  fixtures.set(name, loading);
  return loading;
}

async function readFixture(name: string): Promise<Fixture> {
  const { document, problems } = await loadDocument(fixturePath(name));
  if (document === undefined) throw new Error(JSON.stringify(problems));
  const built = buildModel(document);
  expect([...problems, ...built.problems].filter(({ severity }) => severity !== "cosmetic")).toEqual([]);
  return { document, model: built.model };
}

export async function checkedMock(
  name: string,
  options: Omit<MockAppOptions, "model"> = {},
): Promise<CheckedMock> {
  const { document, model } = await loadFixture(name);
  const app = createMockApp({ model, ...options });
  const [first, second] = app.identities;
  if (first === undefined || second === undefined) throw new Error("two identities were expected");
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false });
  formats.default(ajv);
  ajv.addSchema({ ...document, $id: "https://document.test/root" });
  const reached = new Set<string>();
  const call = async (request: string, { headers = {}, json, raw }: CallOptions = {}): Promise<Reply> => {
    const space = request.indexOf(" ");
    const method = request.slice(0, space);
    const text = json === undefined ? raw : JSON.stringify(json);
    const response = await app.fetch(
      new Request(`http://mock.test${request.slice(space + 1)}`, {
        method,
        headers: { ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers },
        ...(text === undefined ? {} : { body: text }),
      }),
    );
    const body = await bodyOf(response);
    const operation = operationOf(model, method, request.slice(space + 1));
    if (operation !== undefined && method !== "HEAD") {
      judge(ajv, operation, { status: response.status, headers: response.headers, body });
      reached.add(`${operation.id} ${response.status}`);
    }
    return { status: response.status, headers: response.headers, body };
  };
  return { model, identities: [first, second], call, reached };
}

async function bodyOf(response: Response): Promise<Json | undefined> {
  const text = await response.text();
  if (text === "") return undefined;
  return /json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : text;
}

function operationOf(model: ApiModel, method: string, target: string): Operation | undefined {
  const path = target.split("?")[0] ?? "";
  const concreteFirst = model.operations.toSorted(
    (first, second) => first.parameters.path.length - second.parameters.path.length,
  );
  return concreteFirst.find((operation) => {
    const pattern = operation.path.replaceAll(".", "\\.").replaceAll(/\{[^}]*\}/g, "[^/]+");
    return operation.method === method && new RegExp(`^${pattern}$`).test(path);
  });
}

/** A documented status has its documented body; an undocumented one some documented error body of the operation. */
function judge(ajv: Ajv2020, operation: Operation, reply: Reply): void {
  const documented = findResponse(operation, reply.status);
  if (documented === undefined) {
    expect(reply.status, `${operation.id} answers an undocumented ${reply.status}`).toBeGreaterThanOrEqual(
      400,
    );
    return;
  }
  for (const { name, required } of documented.headers) {
    if (required)
      expect(reply.headers.get(name), `${operation.id} ${reply.status} header ${name}`).not.toBeNull();
  }
  const [content] = documented.content;
  if (content === undefined) {
    expect(reply.body).toBeUndefined();
    return;
  }
  // Of a range the answer names one media type.
  if (content.mediaType.includes("*")) expect(reply.headers.get("content-type")).not.toContain("*");
  else expect(reply.headers.get("content-type")).toBe(content.mediaType);
  if (content.schema === undefined) return;
  const validate = ajv.compile({ $ref: `https://document.test/root${encodeURI(content.schema)}` });
  validate(reply.body);
  expect(validate.errors ?? [], `${operation.id} ${reply.status} ${JSON.stringify(reply.body)}`).toEqual([]);
}

function findResponse({ responses }: Operation, status: number): DocumentedResponse | undefined {
  const wanted = [String(status), `${Math.floor(status / 100)}XX`, "default"];
  return wanted
    .map((one) => responses.find((response) => response.status === one))
    .find((one) => one !== undefined);
}

/** Value at a JSON pointer. */
export function at(value: Json | undefined, pointer: string): Json | undefined {
  let found: unknown = value;
  for (const name of pointer.split("/").slice(1)) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, name) : undefined;
  }
  return found as Json | undefined;
}

/** Text or number at a JSON pointer, as text; fails the test where there is none. */
export function textAt(value: Json | undefined, pointer: string): string {
  const found = at(value, pointer);
  if (typeof found === "string") return found;
  expect(typeof found, `${pointer} of ${JSON.stringify(value)}`).toBe("number");
  return JSON.stringify(found);
}

export async function bearer(identity: Identity): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await identity.token()}` };
}

export function basic(user: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}
