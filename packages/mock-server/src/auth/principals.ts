// Whom the mock knows from the start: two tenants with one client each where the document speaks of tenants, else two clients.
import type { ApiModel } from "@specloom/api-model";
import type { Principal } from "../app/mock-context.ts";
import { ALPHANUMERIC, DIGITS, LOWER, randomText, type Random } from "../random.ts";
import { exampleOf, foldSchema } from "../schema/schema-view.ts";
import { freshText } from "../schema/sample-text.ts";

const PRINCIPALS = 2;

export function createPrincipals(model: ApiModel, random: Random): readonly Principal[] {
  return Array.from({ length: PRINCIPALS }, () => ({
    tenant: model.tenant === undefined ? undefined : createTenantID(model, model.tenant.parameter, random),
    clientID: randomText(random, ALPHANUMERIC, 21),
    clientSecret: randomText(random, ALPHANUMERIC, 64),
    apiKey: randomText(random, ALPHANUMERIC, 40),
  }));
}

/** In the shape that the document gives the parameter. */
function createTenantID(model: ApiModel, parameter: string, random: Random): string {
  const declared = model.operations
    .flatMap((operation) => operation.parameters.path)
    .find(({ name }) => name === parameter);
  const schema = foldSchema(
    model.schemas,
    declared === undefined ? undefined : model.schemas[declared.schema],
  );
  if (schema["type"] === "integer") return `1${randomText(random, DIGITS, 5)}`;
  const example = declared?.examples[0]?.value ?? exampleOf(schema);
  return freshText(schema, {
    random,
    now: 0,
    example: typeof example === "string" ? example : undefined,
    alphabet: LOWER + DIGITS,
    length: 26,
  });
}
