// What must be true before the first check: whoever starts a run is told in a sentence what is missing.
import type { ApiModel, Operation } from "@specloom/api-model";
import type { Scenario } from "../contract/check.ts";
import { givenParameters, isSafe, operationOf } from "../document/roles.ts";
import { CredentialsRefused, CredentialsWithheld } from "../exchange/credentials-refused.ts";
import { roleOf } from "../exchange/credentials.ts";
import { requiredInput } from "./required-input.ts";
import type { Session } from "./session.ts";
import { Unable } from "./unable.ts";

/** How settings are called where the run was started. */
export interface Wording {
  readonly only: string;
  readonly allowWrites: string;
  readonly readOnly: string;
  parameter(name: string): string;
  identity(name: string): string;
  /** How to give credentials, as a sentence. */
  readonly credentials: string;
  /** How to give a client secret, as a sentence. */
  readonly clientSecret: string;
}

/** Settings as members of an options object. */
export const optionWording: Wording = {
  only: "only",
  allowWrites: "allowWrites: true",
  readOnly: "readOnly: true",
  parameter: (name) => `parameters: { ${JSON.stringify(name)}: "…" }`,
  identity: (name) => `identities.${name}`,
  credentials: "Give credentials: { token } or { clientId, clientSecret }, or identities: { owner }.",
  clientSecret: "Give clientSecret as well.",
};

interface Planned {
  readonly scenarios: readonly Scenario[];
  readonly wording: Wording;
}

/** Judges what can be judged without a request. @throws Unable */
export function checkArguments(
  session: Session,
  {
    scenarios,
    wording,
    only,
    allowWrites,
  }: Planned & { readonly only?: string; readonly allowWrites: boolean },
): void {
  const { model, baseUrl, parameters, readOnly, credentials } = session;
  if (scenarios.length === 0)
    throw new Unable(`${wording.only} ${JSON.stringify(only ?? "")} matches no check of this document.`);
  const host = new URL(baseUrl).host.replace(/\.(?=$|:)/, "");
  if (isDocumentHost(model, host) && !allowWrites && !readOnly) {
    throw new Unable(
      `${host} is a server of the document, and the checks create, change and delete. Say ${wording.allowWrites} to write there, or ${wording.readOnly} to read alone.`,
    );
  }
  const missing = givenParameters(model, calledOperations(model, scenarios)).filter(
    (name) => parameters[name] === undefined,
  );
  if (missing.length > 0) {
    const cure = missing.map((name) => wording.parameter(name)).join(" ");
    throw new Unable(
      `No operation of the document creates a value for ${missing.map((name) => `{${name}}`).join(", ")}. Give one: ${cure}`,
    );
  }
  checkTenants(session, wording);
  if (credentials.clientId !== undefined && credentials.clientSecret === undefined)
    throw new Unable(`A client id without a client secret. ${wording.clientSecret}`);
}

/** @throws Unable where an identity of another tenant is of the run's own */
function checkTenants({ model, parameters: own, identities }: Session, wording: Wording): void {
  const tenant = model.tenant?.parameter;
  if (tenant === undefined || own[tenant] === undefined) return;
  const strange = Object.entries(identities).find(
    ([name, { parameters }]) => roleOf(name) === "other" && parameters?.[tenant] === own[tenant],
  );
  if (strange === undefined) return;
  throw new Unable(
    `${wording.identity(strange[0])} has the same ${tenant} as the run itself; it must be of another tenant to show anything.`,
  );
}

/** Judges server and credentials by a few requests. @throws Unable where the server is not there or refuses the credentials */
export async function checkServer(session: Session, { scenarios, wording }: Planned): Promise<void> {
  const { baseUrl } = session;
  const reached = await session.sendPlain({ method: "GET", url: `${baseUrl}/`, headers: { Accept: "*/*" } });
  if (reached.kind === "no-answer" && reached.cause !== "size") {
    throw new Unable(
      `${baseUrl} cannot be reached: ${reached.reason}. Is the server running, and is the URL right?`,
    );
  }
  const operations = calledOperations(session.model, scenarios);
  const closed = operations.find(
    (operation) => !session.authenticator.canAuthorize(operation, { kind: "owner" }),
  );
  if (closed !== undefined) {
    throw new Unable(
      `${closed.method} ${closed.path} needs credentials and none of the right kind were given. ${wording.credentials}`,
    );
  }
  await checkCredentials(session, operations, wording);
}

async function checkCredentials(
  session: Session,
  operations: readonly Operation[],
  wording: Wording,
): Promise<void> {
  const guarded = operations.find(({ security }) => security.length > 0);
  if (guarded === undefined) return;
  try {
    await session.authenticator.authorize(guarded, { kind: "owner" });
    // An identity that has expired may be refused a token: that is what it is for.
    for (const name of Object.keys(session.identities).filter((each) => roleOf(each) !== "expired"))
      await session.authenticator.authorize(guarded, { kind: "identity", name });
  } catch (error) {
    if (error instanceof CredentialsWithheld) throw new Unable(error.message);
    if (error instanceof CredentialsRefused)
      throw new Unable(`The credentials were refused. ${error.message} ${wording.credentials}`);
    throw error;
  }
  if ((await probeStatus(session, guarded, operations)) === 401) {
    throw new Unable(`The credentials were refused: the server answered 401. ${wording.credentials}`);
  }
}

/**
 * Status of one read with credentials that the run was given as they are. A token that the server itself has just
 * issued is not probed: refusing that is a breach of the contract, and the checks will say so.
 */
async function probeStatus(
  session: Session,
  guarded: Operation,
  operations: readonly Operation[],
): Promise<number | undefined> {
  const probe = operations.find(
    (operation) =>
      isSafe(operation) &&
      operation.security.length > 0 &&
      operation.parameters.path.every(({ name }) => session.parameters[name] !== undefined),
  );
  const isFetched = (await session.authenticator.authorize(guarded, { kind: "owner" })).fetched === true;
  if (probe === undefined || isFetched) return undefined;
  const { answer } = await session.call(probe, {
    ...requiredInput(session, probe),
    path: session.parameters,
  });
  return answer.kind === "answer" ? answer.status : undefined;
}

/** True for a host that the document names under `servers`, whatever the values of its variables. */
export function isDocumentHost(model: ApiModel, host: string): boolean {
  return model.servers.some(({ url, variables }) => {
    const known = variables.reduce(
      (text, { name, default: value }) => text.replaceAll(`{${name}}`, () => value),
      url,
    );
    if (!/^https?:\/\//i.test(known) || !URL.canParse(known)) return false;
    const named = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? "";
    const pattern = named
      .split(/\{[^}]*\}/)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
    return new URL(known).host === host || new RegExp(`^${pattern.join("[^.:]+")}$`, "u").test(host);
  });
}

function calledOperations(model: ApiModel, scenarios: readonly Scenario[]): readonly Operation[] {
  return [...new Set(scenarios.flatMap(({ operations }) => operations))].map((id) => operationOf(model, id));
}
