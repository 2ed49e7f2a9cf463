/** Arguments or a configuration with which nothing can be run; the process ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
