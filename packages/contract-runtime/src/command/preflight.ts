// What must be true before the first check: whoever runs the command is told in a sentence what is missing.
import type { ApiModel, Operation } from "@specloom/api-model";
import type { Scenario } from "../contract/check.ts";
import { givenParameters, isSafe, operationOf } from "../document/roles.ts";
import { CredentialsRefused, CredentialsWithheld } from "../exchange/credentials-refused.ts";
import { requiredInput } from "../run/required-input.ts";
import type { Session } from "../run/session.ts";
import type { CommandArguments } from "./read-arguments.ts";
import { Unable } from "./unable.ts";

/** Judges what can be judged without a request. @throws Unable */
export function checkArguments(
  model: ApiModel,
  {
    args,
    scenarios,
    prefix,
  }: {
    readonly args: CommandArguments & { readonly baseUrl: string };
    readonly scenarios: readonly Scenario[];
    readonly prefix: string;
  },
): void {
  if (scenarios.length === 0)
    throw new Unable(`--only ${JSON.stringify(args.only ?? "")} matches no check of this document.`);
  const host = new URL(args.baseUrl).host.replace(/\.(?=$|:)/, "");
  if (args.sweep && args.readOnly)
    throw new Unable("--sweep deletes, and --read-only forbids it. Give one of them.");
  if (isDocumentHost(model, host) && !args.allowWrites && !args.readOnly) {
    throw new Unable(
      `${host} is a server of the document, and the checks create, change and delete. Say --allow-writes to write there, or --read-only to read alone.`,
    );
  }
  const operations = calledOperations(model, scenarios);
  const missing = givenParameters(model, operations).filter((name) => args.parameters[name] === undefined);
  if (missing.length > 0) {
    const flags = missing.map((name) => `--param ${name}=VALUE`).join(" ");
    throw new Unable(
      `No operation of the document creates a value for ${missing.map((name) => `{${name}}`).join(", ")}. Give one: ${flags}`,
    );
  }
  const tenant = model.tenant?.parameter;
  const strange = Object.entries(args.identities).find(
    ([, { parameters }]) =>
      tenant !== undefined &&
      parameters?.[tenant] === args.parameters[tenant] &&
      args.parameters[tenant] !== undefined,
  );
  if (strange !== undefined) {
    throw new Unable(
      `--identity ${strange[0]} has the same ${tenant} as the run itself; it must be of another tenant to show anything.`,
    );
  }
  if (args.credentials.clientId !== undefined && args.credentials.clientSecret === undefined) {
    throw new Unable(`A client id without a client secret. Set ${prefix}_CLIENT_SECRET as well.`);
  }
}

/** Judges server and credentials by a few requests. @throws Unable where the server is not there or refuses the credentials */
export async function checkServer(
  session: Session,
  {
    baseUrl,
    scenarios,
    prefix,
  }: { readonly baseUrl: string; readonly scenarios: readonly Scenario[]; readonly prefix: string },
): Promise<void> {
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
      `${closed.method} ${closed.path} needs credentials and none of the right kind were given. ${howToGive(prefix)}`,
    );
  }
  await checkCredentials(session, operations, prefix);
}

async function checkCredentials(
  session: Session,
  operations: readonly Operation[],
  prefix: string,
): Promise<void> {
  const guarded = operations.find(({ security }) => security.length > 0);
  if (guarded === undefined) return;
  try {
    await session.authenticator.authorize(guarded, { kind: "owner" });
    for (const name of Object.keys(session.identities))
      await session.authenticator.authorize(guarded, { kind: "identity", name });
  } catch (error) {
    if (error instanceof CredentialsWithheld) throw new Unable(error.message);
    if (error instanceof CredentialsRefused)
      throw new Unable(`The credentials were refused. ${error.message} ${howToGive(prefix)}`);
    throw error;
  }
  if ((await probeStatus(session, guarded, operations)) === 401) {
    throw new Unable(`The credentials were refused: the server answered 401. ${howToGive(prefix)}`);
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

function howToGive(prefix: string): string {
  return `Set ${prefix}_TOKEN, or ${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET, or give --credentials FILE.`;
}
