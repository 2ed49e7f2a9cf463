import type { Operation } from "@specloom/api-model";
import type { IncomingRequest } from "../app/incoming-request.ts";
import type { Exchange } from "../app/exchange.ts";
import type { Role } from "../plan/lifecycle-index.ts";
import { faultStatus, onFault, withBody } from "./answers.ts";
import { mutantsOf, type ChosenMutant, type MutantRow } from "./mutant.ts";
import { assumedCaller, aroundStep, ignoreRefusal, playing, refusalTakesEffect } from "./steps.ts";

const open = (role: Role, said: string): MutantRow => [
  `${role}-needs-no-credentials`,
  [role, "protected"],
  `${said} need no credentials.`,
  ignoreRefusal("authenticate", playing(role)),
];
const takesEffect = (role: Role, said: string): MutantRow => [
  `unauthenticated-${role}-takes-effect`,
  [role, "protected"],
  `${said} without credentials are refused and done.`,
  refusalTakesEffect("authenticate", playing(role)),
];
const hasCredentials = ({ request, plan }: Exchange): boolean =>
  request.headers.has("authorization") ||
  request.headers.has("cookie") ||
  plan.operation.security.length === 0;

/** Lets in whoever sends something that fits. */
const letsIn =
  (fits: (request: IncomingRequest) => boolean): MutantRow[3] =>
  () =>
    aroundStep("authenticate", async (run, exchange, context) => {
      const outcome = await run(exchange, context);
      if (outcome === undefined || !fits(exchange.request)) return outcome;
      exchange.caller = assumedCaller(exchange, context);
      return undefined;
    });

/** Judges callers by other requirements than the document's. */
const requires =
  (change: (security: Operation["security"]) => Operation["security"]): MutantRow[3] =>
  () =>
    aroundStep("authenticate", async (run, exchange, context) => {
      const { plan } = exchange;
      const operation = { ...plan.operation, security: change(plan.operation.security) };
      const judged: Exchange = Object.assign(Object.create(exchange) as Exchange, {
        plan: { ...plan, operation },
      });
      const outcome = await run(judged, context);
      exchange.caller = judged.caller;
      return outcome;
    });

export const AUTHENTICATION_MUTANTS: readonly ChosenMutant[] = mutantsOf("authentication", [
  open("create", "Creations"),
  open("retrieve", "Reads"),
  open("list", "Lists"),
  open("update", "Updates"),
  open("replace", "Replacements"),
  open("delete", "Deletions"),
  takesEffect("create", "Creations"),
  takesEffect("update", "Updates"),
  takesEffect("replace", "Replacements"),
  takesEffect("delete", "Deletions"),
  [
    "any-token",
    ["bearer"],
    "Any bearer token is good.",
    letsIn((request) => /^bearer .+/i.test(request.headers.get("authorization") ?? "")),
  ],
  [
    "any-scheme",
    ["challenge"],
    "Any Authorization header is good.",
    letsIn((request) => request.headers.has("authorization")),
  ],
  [
    "token-without-scheme",
    ["bearer"],
    "A token in Basic credentials is good.",
    letsIn((request) => /^basic /i.test(request.headers.get("authorization") ?? "")),
  ],
  [
    "any-key",
    ["key"],
    "Any API key is good.",
    () =>
      aroundStep("authenticate", async (run, exchange, context) => {
        const outcome = await run(exchange, context);
        const names = context.model.securitySchemes.flatMap((scheme) =>
          scheme.kind === "apiKey" ? [scheme.parameter] : [],
        );
        const query = new URL(exchange.request.url).searchParams;
        const isGiven = names.some(
          (name) =>
            exchange.request.headers.has(name) ||
            query.has(name) ||
            (exchange.request.headers.get("cookie") ?? "").includes(`${name}=`),
        );
        if (outcome === undefined || !isGiven) return outcome;
        exchange.caller = assumedCaller(exchange, context);
        return undefined;
      }),
  ],
  [
    "no-credentials-are-fine",
    ["protected"],
    "Only wrong credentials are refused.",
    ignoreRefusal("authenticate", (exchange) => !hasCredentials(exchange)),
  ],
  [
    "unauthenticated-answers-403",
    ["challenge"],
    "Missing credentials are answered with 403.",
    faultStatus(["unauthenticated"], 403),
  ],
  [
    "unauthenticated-answers-404",
    ["protected"],
    "Missing credentials are answered with 404.",
    faultStatus(["unauthenticated"], 404),
  ],
  [
    "unauthenticated-answers-400",
    ["protected"],
    "Missing credentials are answered with 400.",
    faultStatus(["unauthenticated"], 400),
  ],
  [
    "unauthenticated-answers-500",
    ["protected"],
    "Missing credentials are answered with 500.",
    faultStatus(["unauthenticated"], 500),
  ],
  [
    "unauthenticated-answers-200",
    ["protected"],
    "Missing credentials are answered with 200.",
    faultStatus(["unauthenticated"], 200),
  ],
  [
    "unauthenticated-redirects",
    ["protected"],
    "Missing credentials are answered with 302.",
    onFault(["unauthenticated"], (answer) => ({
      ...answer,
      status: 302,
      headers: { ...answer.headers, location: "/login" },
    })),
  ],
  [
    "challenge-missing",
    ["challenge"],
    "401 comes without a challenge.",
    onFault(["unauthenticated"], ({ headers: _headers, ...answer }) => ({ ...answer, headers: {} })),
  ],
  [
    "challenge-is-empty",
    ["challenge"],
    "401 comes with an empty challenge.",
    onFault(["unauthenticated"], (answer) => ({
      ...answer,
      headers: { ...answer.headers, "www-authenticate": "" },
    })),
  ],
  [
    "challenge-of-another-scheme",
    ["bearer"],
    "401 asks for Digest.",
    onFault(["unauthenticated"], (answer) => ({
      ...answer,
      headers: { ...answer.headers, "www-authenticate": 'Digest realm="x", nonce="y"' },
    })),
  ],
  [
    "unauthenticated-body-wrong",
    ["error", "protected"],
    "401 has a body of another schema.",
    () => ({
      answer: (answer, { fault }) =>
        fault?.kind === "unauthenticated" ? withBody(answer, { reason: "no" }) : answer,
    }),
  ],
  [
    "scheme-in-lower-case-refused",
    ["bearer"],
    "The name of the scheme is compared with case.",
    () =>
      aroundStep("authenticate", (run, exchange, context) => {
        if (!(exchange.request.headers.get("authorization") ?? "").startsWith("bearer "))
          return run(exchange, context);
        const request = new Request(exchange.request.url, { method: exchange.request.method });
        return run(Object.assign(Object.create(exchange), { request }), context);
      }),
  ],
  [
    "scopes-are-ignored",
    ["scopes"],
    "A token is good for calls whose scopes it lacks.",
    requires((security) => security.map((one) => one.map(({ scheme }) => ({ scheme, scopes: [] })))),
  ],
  [
    "first-alternative-only",
    ["alternatives"],
    "Of several kinds of credentials, only the first is good.",
    requires((security) => security.slice(0, 1)),
  ],
  [
    "last-alternative-only",
    ["alternatives"],
    "Of several kinds of credentials, only the last is good.",
    requires((security) => security.slice(-1)),
  ],
  [
    "part-of-a-requirement-is-enough",
    ["together"],
    "Of credentials that are needed together, each alone is good.",
    requires((security) => security.flat().map((one) => [one])),
  ],
]);
