import { MODEL_VERSION, type ApiModel, type Operation, type Tenant } from "./model.ts";
import type { Document } from "./document.ts";
import { checkSize } from "./check-size.ts";
import { buildResources } from "./build-resources.ts";
import { inferLifecycles } from "./infer-lifecycles.ts";
import { memberOf, optionalText, textOf } from "./json.ts";
import { giveNames } from "./names.ts";
import type { NameOverrides, NamesLock } from "./names/names-lock.ts";
import { createProblem, type Report } from "./problem-codes.ts";
import type { Problem } from "./problem.ts";
import { checkOutline } from "./read/check-outline.ts";
import { readOperations } from "./read/read-operations.ts";
import { createSchemaCollector, readComponents } from "./read/read-schemas.ts";
import { reportAmbiguousPaths } from "./read/report-ambiguous-paths.ts";
import { readSecuritySchemes } from "./read/read-security.ts";
import { readServers } from "./read/read-servers.ts";
import { readDocumentExtension } from "./read/read-x-specloom.ts";
import { readWebhooks } from "./read/read-webhooks.ts";
import type { Reading } from "./read/reading.ts";

export interface BuildOptions {
  /** Names given before; they are kept. @default none */
  readonly names?: NamesLock;
  /** Names set by a person; they win. @default none */
  readonly overrides?: NameOverrides;
}

export interface BuiltModel {
  readonly model: ApiModel;
  /** The names of `options.names` and those that were added. */
  readonly names: NamesLock;
  readonly problems: readonly Problem[];
}

/**
 * Reads a bundled document into the model. Pure, and never throws: what is malformed is left out and named in `problems`.
 *
 * @example
 * const { model, names, problems } = buildModel(document, { names: lock });
 */
export function buildModel(document: Document, options: BuildOptions = {}): BuiltModel {
  const problems: Problem[] = [];
  const report: Report = (code, pointer, text) => void problems.push(createProblem(code, { pointer }, text));
  const size = checkSize(document);
  if (size === undefined) return { ...readModel(document, options, report), problems };
  report(size.code, "#", size);
  return { ...readModel({}, options, () => undefined), problems };
}

function readModel(document: Document, options: BuildOptions, report: Report): Omit<BuiltModel, "problems"> {
  checkOutline(document, report);
  const reading: Reading = { document, report, schemas: createSchemaCollector(document, report) };
  const securitySchemes = readSecuritySchemes(reading);
  const raw = readOperations(reading, securitySchemes);
  const { operations, components, lock } = giveNames({
    document,
    operations: raw,
    components: readComponents(document),
    lock: options.names,
    overrides: options.overrides ?? {},
    report,
  });
  reportAmbiguousPaths(operations, { schemas: reading.schemas.schemas, report });
  const tenant = readTenant(document, operations, report);
  const declaredNodes = new Set(
    raw.flatMap(({ declaredResource }) => (declaredResource ? [declaredResource.join(".")] : [])),
  );
  const info = memberOf(document, "info");
  const webhooks = readWebhooks(reading);
  const model: ApiModel = {
    kind: "api",
    modelVersion: MODEL_VERSION,
    openapi: textOf(document, "openapi") ?? "",
    title: textOf(info, "title") ?? "",
    version: textOf(info, "version") ?? "",
    ...optionalText(info, "description"),
    servers: readServers(reading, reading.document, "#"),
    securitySchemes,
    resources: buildResources(operations),
    operations,
    lifecycles: inferLifecycles({ reading, operations, declaredNodes, tenant, schemes: securitySchemes }),
    ...(tenant && { tenant }),
    components,
    schemas: reading.schemas.schemas,
    ...(reading.schemas.mistyped.length > 0 && { mistyped: reading.schemas.mistyped }),
    ...(webhooks.length > 0 && { webhooks }),
  };
  return { model, names: lock };
}

function readTenant(
  document: Document,
  operations: readonly Operation[],
  report: Report,
): Tenant | undefined {
  const { tenant } = readDocumentExtension({ value: document, pointer: "#" }, report);
  const isKnown = operations.some(({ parameters }) =>
    parameters.path.some(({ name }) => name === tenant?.parameter),
  );
  if (tenant === undefined || isKnown) return tenant;
  report("x-specloom-member", "#/x-specloom/tenant/parameter", {
    message: `No path has a parameter ${JSON.stringify(tenant.parameter)}; the document is read as having no tenants.`,
    hint: "Name the path parameter whose values are tenants.",
  });
  return undefined;
}
