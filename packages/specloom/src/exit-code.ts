/** What the process says when it ends: all is well, something was found, it could not run. */
export const ExitCode = { good: 0, found: 1, cannotRun: 2 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
