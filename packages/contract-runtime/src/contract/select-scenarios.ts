import type { Scenario } from "./check.ts";

/**
 * The scenarios with a check that a pattern names, each with those checks alone.
 * @param only a regular expression over check ids and `METHOD /path`; absent means all
 * @throws SyntaxError for a pattern that is no regular expression
 */
export function selectScenarios(
  scenarios: readonly Scenario[],
  only: string | undefined,
): readonly Scenario[] {
  if (only === undefined) return scenarios;
  const pattern = new RegExp(only, "u");
  return scenarios.flatMap((scenario) => {
    const checks = scenario.checks.filter(
      ({ id, method, path }) => pattern.test(id) || pattern.test(`${method} ${path}`),
    );
    return checks.length === 0 ? [] : [{ ...scenario, checks }];
  });
}
