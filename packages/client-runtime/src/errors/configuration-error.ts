import { isNamed, type ClientError } from "./client-error.ts";
import { namedError, type ErrorClass } from "./named-error.ts";

/** An option is wrong or missing. The message names the option and never holds the value of one that may be secret. */
export interface ConfigurationError extends ClientError {
  readonly name: "ConfigurationError";
}

/** The class of a {@link ConfigurationError}. */
export const ConfigurationError: ErrorClass<ConfigurationError> =
  /* @__PURE__ */ namedError("ConfigurationError");

/** Whether it is a {@link ConfigurationError}; holds across minifiers and copies of the package. */
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return isNamed(error, "ConfigurationError");
}

/** What is said of an option that neither the caller nor the document gives. */
export const NOWHERE = "is missing, and the document has none";

/** What is said of an option that is to go into a header. */
export const NO_HEADER = "holds what no header can";

/** The error of an option: `The option "timeout" must be over 0, found -1.` */
export function refuseOption(name: string, problem: string): ConfigurationError {
  return new ConfigurationError(`The option "${name}" ${problem}.`);
}
