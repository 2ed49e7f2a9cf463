// How a client authenticates: which of the options and variables count.

import type {
  AuthScheme,
  AuthSetting,
  CredentialOption,
  CredentialValue,
  Credentials,
} from "./auth-scheme.ts";
import { bearerAuth } from "./bearer-auth.ts";
import { refuseOption } from "./errors/configuration-error.ts";
import { present } from "./present.ts";

/** What credentials are resolved from. */
export interface CredentialInput extends AuthSetting {
  /** An option or, where it is not given, the variable of the environment. */
  readonly read: (option: CredentialOption) => CredentialValue | undefined;
}

/**
 * Explicit options decide the scheme, the first whose options include them; the environment is asked only for what is
 * missing then.
 *
 * @returns The credentials, and what they were made of.
 * @throws {ConfigurationError} Options of two schemes that do not go together, some of one, or values that cannot
 *   authenticate.
 */
export function resolveCredentials(
  auth: readonly AuthScheme[],
  input: CredentialInput,
): { readonly credentials: Credentials; readonly values: readonly unknown[] } {
  const { read } = input;
  const options = input.options as Readonly<Record<CredentialOption, unknown>>;
  const schemes = [bearerAuth, ...auth];
  const given = (from: (option: CredentialOption) => unknown): CredentialOption[] => [
    ...new Set(schemes.flatMap((scheme) => scheme.options).filter(from)),
  ];
  const explicit = given((option) => present(options[option]));
  const wanted = explicit[0] ? explicit : given(read);
  const [first, ...others] = wanted;
  if (!first) return { credentials: {}, values: [] };
  const fitting = schemes.filter((scheme) => wanted.every((option) => scheme.options.includes(option)));
  const scheme = fitting.find((one) => one.options.every(read));
  if (scheme) {
    const values = scheme.options.map((option) => read(option)!);
    return { credentials: scheme.resolve(values, input), values: [scheme.options.join(), ...values] };
  }
  const missing = fitting[0]?.options.find((option) => !read(option));
  throw missing
    ? refuseOption(missing, `is missing beside ${quote(wanted)}`)
    : refuseOption(first, `is given (or in the environment) beside ${quote(others)}: give one kind`);
}

function quote(names: readonly string[]): string {
  return `"${names.join('" and "')}"`;
}
