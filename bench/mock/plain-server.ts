// The measure of the mock's speed: what one would write by hand for these two operations and no others. Path, token, tenant,
// the mock's own compiled validators, a Map. `node plain-server.ts DOCUMENT` prints its URL, a token and a tenant.
import { buildModel, loadDocument, type Operation } from "@specloom/api-model";
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createValidators } from "../../packages/mock-server/src/schema/validators.ts";

const PATH = /^\/organizations\/([^/?]+)\/service-accounts(?:\/([^/?]+))?(?:\?|$)/;
const HOUR = 3_600_000;

const { document } = await loadDocument(process.argv[2] ?? "");
if (document === undefined) throw new Error("the document cannot be read");
const { model } = buildModel(document);
const validators = createValidators(model.schemas);

const create = operationOf("createServiceAccount");
const bodySchema = create.body?.content[0]?.schema ?? "";
const validateBody = validators.request(bodySchema, false);
const [validateTenant, validateAccount] = operationOf("retrieveServiceAccount").parameters.path.map(
  ({ schema }) => validators.request(schema, false),
);

const tenant = createID();
const token = randomBytes(24).toString("hex");
const tokens = new Map([[token, { tenant, expires: Date.now() + HOUR }]]);
const accounts = new Map<string, { readonly [member: string]: unknown }>();

const server = createServer((request, response) => {
  const [, organization = "", account] = PATH.exec(request.url ?? "") ?? [];
  const caller = tokens.get(request.headers.authorization?.slice("Bearer ".length) ?? "");
  if (caller === undefined || caller.expires < Date.now()) return refuse(response, 401, "no valid token");
  const wrong =
    validateTenant?.(organization) ?? (account === undefined ? undefined : validateAccount?.(account));
  if (wrong !== undefined) return refuse(response, 400, wrong);
  if (organization !== caller.tenant) return refuse(response, 404, "no such organization");
  if (account === undefined) return receive(request, response);
  const found = accounts.get(`${organization}/${account}`);
  return found === undefined ? refuse(response, 404, "no such account") : send(response, 200, found);
});

function receive(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body: unknown = parse(Buffer.concat(chunks).toString("utf8"));
    const wrong = validateBody(body);
    if (wrong !== undefined) return refuse(response, 400, wrong);
    const now = new Date().toISOString();
    const account = { id: createID(), created_at: now, updated_at: now, ...(body as object) };
    accounts.set(`${tenant}/${account.id}`, account);
    return send(response, 201, account);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  send(response, status, { message, code: "refused", status });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

function createID(): string {
  return randomBytes(13).toString("hex");
}

function operationOf(id: string): Operation {
  const found = model.operations.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`the document has no operation ${id}`);
  return found;
}

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  process.stdout.write(`http://127.0.0.1:${port} ${token} ${tenant}\n`);
});
