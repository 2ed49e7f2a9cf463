// What is done about an answer that is not as the document has it. It stands in openapi-fetch's middleware, so it holds
// for both faces of a client.

import type { ApiDescription } from "../api-description.ts";
import { refuseOption } from "../errors/configuration-error.ts";
import { readPointer } from "../read-pointer.ts";
import { createRedactor, type Redact } from "../redact.ts";
import type { Middleware } from "../transport.ts";
import { helpers } from "./helpers.ts";
import { ResponseValidationError, type ValidationFault } from "./response-validation-error.ts";
import type { Validator, ValidatorHelpers, Validators } from "./validator.ts";

/** What to do with an answer that does not match the document. */
export interface ValidationOptions {
  /**
   * `off` checks nothing, `warn` reports and goes on, `throw` rejects the call with a {@link ResponseValidationError}.
   *
   * @default "warn"
   */
  readonly mode?: "off" | "warn" | "throw";
  /** Told of each answer that does not match, in mode `warn`. @default writes the message to `console.warn` */
  readonly report?: (error: ResponseValidationError) => void;
}

/** Loads the validators of an operation, by method and path template. */
export type ValidatorLoaders = Readonly<
  Record<string, () => Promise<{ readonly validators: (helpers: ValidatorHelpers) => Validators }>>
>;

const modes: ReadonlySet<string> = new Set(["off", "warn", "throw"]);

/**
 * Makes `validateResponses` of a generated client.
 *
 * @throws {ConfigurationError} from what it makes: there is no such mode.
 */
export function defineValidation(
  api: ApiDescription,
  loaders: ValidatorLoaders,
): (options?: ValidationOptions) => Middleware {
  const redact = createRedactor(api.secrets, api.redactURLs);
  const loaded = new Map<string, Promise<Validators>>();
  const load = (operation: string): Promise<Validators> | undefined => {
    const loader = Object.hasOwn(loaders, operation) ? loaders[operation] : undefined;
    const known = loaded.get(operation) ?? loader?.().then(({ validators }) => validators(helpers));
    if (known) loaded.set(operation, known);
    // A file that could not be fetched may be the next time.
    known?.catch(() => loaded.delete(operation));
    return known;
  };
  return ({ mode = "warn", report = warn } = {}) => {
    if (!modes.has(mode)) throw refuseOption("mode", `must be off, warn or throw, found "${mode}"`);
    return {
      async onResponse({ request, response, schemaPath }) {
        const operation = `${request.method} ${schemaPath}`;
        const answer = { operation, request, response };
        let error: ResponseValidationError | undefined;
        try {
          const validators = mode === "off" ? undefined : await load(operation);
          error = await check(answer, validators?.[operation] ?? {}, redact);
        } catch (cause) {
          const problem = "but its body is not checked: the validators of the operation cannot be loaded";
          error = validationError({ ...answer, problem, faults: [], cause }, redact);
        }
        if (error && mode === "throw") throw error;
        if (error) report(error);
        return undefined;
      },
    };
  };
}

interface Answer {
  readonly operation: string;
  readonly request: Request;
  readonly response: Response;
}

/** What is wrong with an answer, if anything. */
async function check(
  answer: Answer,
  statuses: Validators[string],
  redact: Redact,
): Promise<ResponseValidationError | undefined> {
  const validate = validatorFor(statuses, answer.response.status);
  const body = validate && (await readJson(answer.response));
  if (!validate || body === undefined || validate(body.value)) return undefined;
  const faults = faultsOf(validate, body.value);
  const said = faults
    .slice(0, 3)
    .map(({ pointer, message, found }) => `${pointer || "the body"} ${message} (found ${found})`);
  const more = faults.length > 3 ? `, and ${faults.length - 3} more` : "";
  const problem = `but the body is not what the document says: ${said.join(", ")}${more}`;
  return validationError({ ...answer, problem, faults }, redact);
}

function warn({ message }: ResponseValidationError): void {
  console.warn(message);
}

function validatorFor(statuses: Validators[string], status: number): Validator | undefined {
  return statuses[status] ?? statuses[`${Math.floor(status / 100)}XX`] ?? statuses["default"];
}

/** Undefined where there is no JSON, or the body breaks off: the client finds that out itself, and says so. */
async function readJson(response: Response): Promise<{ readonly value: unknown } | undefined> {
  try {
    return { value: JSON.parse(await response.clone().text()) as unknown };
  } catch {
    return undefined;
  }
}

function faultsOf({ errors }: Validator, body: unknown): ValidationFault[] {
  return (errors ?? []).map(({ instancePath, message = "does not match" }) => ({
    pointer: instancePath,
    message,
    found: kindOf(readPointer(body, instancePath)),
  }));
}

/** A value in words that do not tell it. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "string") return `a text of ${value.length} characters`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

interface Mismatch extends Answer {
  readonly problem: string;
  readonly faults: readonly ValidationFault[];
  readonly cause?: unknown;
}

function validationError(
  { operation, request, response, problem, ...found }: Mismatch,
  redact: Redact,
): ResponseValidationError {
  const { method } = request;
  const { url, headers } = redact({ url: request.url, headers: Object.fromEntries(request.headers) });
  return new ResponseValidationError(`${method} ${url}: ${response.status}, ${problem}`, {
    ...found,
    operation,
    status: response.status,
    request: { method, url, headers },
    response,
    attempts: 1,
    mayHaveTakenEffect: response.ok && !/^(GET|HEAD|OPTIONS|TRACE)$/.test(method),
  });
}
