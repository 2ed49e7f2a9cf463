// The vitest under which a suite is declared. A project has a vitest of its own, and this package another; tests that are
// declared through a copy that does not run them are lost. So no copy is imported here: the one that runs is found.

/** What of a test's context is used. */
export interface TestHandle {
  readonly task: { readonly meta: object };
  skip(note?: string): void;
}

/** What of vitest is used; vitest's own module is one. */
export interface TestFramework {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (
    name: string,
    body: (context: TestHandle) => void | Promise<void>,
    timeout?: number,
  ) => unknown;
  readonly beforeAll: (body: () => Promise<void>, timeout?: number) => unknown;
  readonly afterAll: (body: () => Promise<void>, timeout?: number) => unknown;
}

/**
 * The vitest that runs the file in which this is called.
 * @throws Error where none is there
 */
export function runningFramework(): TestFramework {
  // Vitest puts its running copy there, for modules that it does not transform itself; `globals: true` puts the functions.
  const { __vitest_index__: index } = globalThis as { readonly __vitest_index__?: unknown };
  for (const candidate of [index, globalThis]) if (isFramework(candidate)) return candidate;
  throw new Error(
    'contract: no vitest runs this file. Call it in a test file; where that is one, hand vitest over: import * as vitest from "vitest"; contract({ …, vitest }).',
  );
}

function isFramework(value: unknown): value is TestFramework {
  if (typeof value !== "object" || value === null) return false;
  const members = value as { readonly [name: string]: unknown };
  return ["describe", "test", "beforeAll", "afterAll"].every((name) => typeof members[name] === "function");
}
