/** Arguments or a configuration with which nothing can be run; the process ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** False where the arguments are right and what they lead to is not: the usage would only hide the sentence. */
  readonly showsUsage: boolean;

  constructor(message: string, options: ErrorOptions & { readonly showsUsage?: boolean } = {}) {
    super(message, options);
    this.showsUsage = options.showsUsage ?? true;
  }
}
