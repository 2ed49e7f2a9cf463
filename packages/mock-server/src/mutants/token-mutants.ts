// Tokens that are given, refused or taken in a wrong way.
import type { Mutation } from "../app/mutation.ts";
import { isJsonObject } from "../json.ts";
import { without } from "./answers.ts";
import { mutantsOf, type ChosenMutant, type MutantRow } from "./mutant.ts";
import { onCredentials } from "./state.ts";

const onToken =
  (change: NonNullable<Mutation["answer"]>): MutantRow[3] =>
  () => ({
    answer: (answer, about) => (about.isToken ? change(answer, about) : answer),
  });

export const TOKEN_MUTANTS: readonly ChosenMutant[] = mutantsOf("authentication", [
  [
    "expired-tokens-are-good",
    ["bearer"],
    "A token is good for ever.",
    onCredentials((credentials) => ({
      findToken: (token) => {
        const found = credentials.findToken(token);
        return found && { ...found, expires: Number.POSITIVE_INFINITY };
      },
    })),
  ],
  [
    "token-answers-201",
    ["token-url"],
    "Tokens are answered with 201.",
    onToken((answer) => (answer.status === 200 ? { ...answer, status: 201 } : answer)),
  ],
  [
    "token-may-be-stored",
    ["token-url"],
    "Tokens come without no-store.",
    onToken((answer) => (answer.status === 200 ? { ...answer, headers: {} } : answer)),
  ],
  [
    "token-lacks-type",
    ["token-url"],
    "Tokens come without their type.",
    onToken((answer) =>
      answer.status === 200 && isJsonObject(answer.body)
        ? { ...answer, body: without(answer.body, "token_type") }
        : answer,
    ),
  ],
  [
    "token-life-is-text",
    ["token-url"],
    "The life of a token is a text.",
    onToken((answer) =>
      answer.status === 200 && isJsonObject(answer.body)
        ? { ...answer, body: { ...answer.body, expires_in: "3600" } }
        : answer,
    ),
  ],
  [
    "token-refusal-answers-200",
    ["token-url"],
    "A client that is not known is answered with 200.",
    onToken((answer) => (answer.status === 401 ? { ...answer, status: 200 } : answer)),
  ],
  [
    "token-refusal-answers-500",
    ["token-url"],
    "A client that is not known is answered with 500.",
    onToken((answer) => (answer.status === 401 ? { ...answer, status: 500 } : answer)),
  ],
  [
    "token-refusal-lacks-error",
    ["token-url"],
    "A token's refusal names no error.",
    onToken((answer) => (answer.status >= 400 ? { ...answer, body: { message: "no" } } : answer)),
  ],
  [
    "token-does-not-work",
    ["token-url"],
    "Tokens that were issued are not known.",
    onToken((answer) =>
      answer.status === 200 && isJsonObject(answer.body)
        ? { ...answer, body: { ...answer.body, access_token: "not-a-token" } }
        : answer,
    ),
  ],
  [
    "tokens-work-ten-times",
    ["bearer"],
    "A token is good for its first ten calls.",
    () => {
      const uses = new Map<string, number>();
      return onCredentials((credentials) => ({
        findToken: (token) => {
          uses.set(token, (uses.get(token) ?? 0) + 1);
          return (uses.get(token) ?? 0) > 10 ? undefined : credentials.findToken(token);
        },
      }))();
    },
  ],
]);
