import { ClientError, isNamed } from "./client-error.ts";

/** An option is wrong or missing. The message names the option and never holds the value of one that may be secret. */
export class ConfigurationError extends ClientError {
  override get name(): "ConfigurationError" {
    return "ConfigurationError";
  }
}

/** Whether it is a {@link ConfigurationError}; holds across minifiers and copies of the package. */
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return isNamed(error, "ConfigurationError");
}

/** The error of an option: `The option "timeout" must be over 0, found -1.` */
export function refuseOption(name: string, problem: string): ConfigurationError {
  return new ConfigurationError(`The option "${name}" ${problem}.`);
}
