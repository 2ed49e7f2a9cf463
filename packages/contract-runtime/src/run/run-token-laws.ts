import { resolveTokenUrl } from "../exchange/token-url.ts";
import { askToken, refusalFault, tokenFault } from "./ask-token.ts";
import { Blocked, type ScenarioRun } from "./scenario-run.ts";
import { operationOf } from "../document/roles.ts";

/** Asks a token URL with the run's own client, rightly and with a wrong secret. */
export async function runTokenLaws(run: ScenarioRun, name: string): Promise<void> {
  const { model, baseUrl, credentials, readOnly } = run.session;
  if (readOnly) throw new Blocked("it is not sent with --read-only");
  const scheme = model.securitySchemes.find((each) => each.name === name);
  if (scheme?.kind !== "oauth2" || scheme.clientCredentials === undefined)
    throw new Blocked(`the document has no client credentials for ${name}`);
  const { clientId: client, clientSecret: secret } = credentials;
  if (client === undefined || secret === undefined)
    throw new Blocked("no client id and secret were given, only a token");
  const tokenUrl = resolveTokenUrl(model, baseUrl, scheme.clientCredentials.tokenUrl);
  const operation = operationOf(model, run.scenario.operations[0] ?? "");
  const given = await askToken(run.session, { tokenUrl, client, secret, operation });
  run.judge("token-answer", given, tokenFault(given));
  const refused = await askToken(run.session, { tokenUrl, client, secret: `${secret}x`, operation });
  run.judge("wrong-secret-refused", refused, refusalFault(refused));
}
