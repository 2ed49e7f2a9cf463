import type { Json } from "@specloom/api-model";
import type { Mutation } from "../app/mutation.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import type { Role } from "../plan/lifecycle-index.ts";
import type { StoredSecret } from "../state/credential-store.ts";
import { changing, onThings, without, type Call, textOf } from "./answers.ts";
import { mutantsOf, type ChosenMutant, type MutantRow } from "./mutant.ts";
import { onCredentials } from "./state.ts";

const names = ({ entry }: Call): readonly string[] => entry.lifecycle.secrets.map(({ member }) => member);
const secretsOf = (thing: JsonObject, call: Call): JsonObject =>
  Object.fromEntries(Object.entries(thing).filter(([name]) => names(call).includes(name)));

/** Shows what a creation gave out in later answers too. */
const shownAgain =
  (roles: readonly Role[], shown: (secrets: JsonObject) => JsonObject = (secrets) => secrets): MutantRow[3] =>
  () => {
    const known = new Map<Json | undefined, JsonObject>();
    return onThings(["create", ...roles], (thing, call) => {
      if (call.entry.lifecycle.secrets.length === 0) return thing;
      const id = thing[call.entry.lifecycle.identity ?? ""];
      if (call.role === "create") known.set(id, secretsOf(thing, call));
      return call.role === "create" ? thing : { ...thing, ...shown(known.get(id) ?? {}) };
    })();
  };

const onSecrets = (change: (value: Json, call: Call) => Json): MutantRow[3] =>
  onThings(["create"], (thing, call) =>
    names(call).reduce<JsonObject>(
      (changed, name) => changing(changed, name, (value) => change(value, call)),
      thing,
    ),
  );

const masked = (secrets: JsonObject): JsonObject =>
  Object.fromEntries(Object.keys(secrets).map((name) => [name, "********"]));
/** Remembers every secret that was given out. */
const remembering =
  (
    find: (
      given: readonly StoredSecret[],
      asked: Pick<StoredSecret, "scheme" | "client" | "secret">,
    ) => StoredSecret | undefined,
  ): (() => Mutation) =>
  () => {
    const given: StoredSecret[] = [];
    return onCredentials((credentials) => ({
      addSecret: (secret) => {
        given.push(secret);
        credentials.addSecret(secret);
      },
      findSecret: (scheme, client, secret) =>
        credentials.findSecret(scheme, client, secret) ?? find(given, { scheme, client, secret }),
    }))();
  };

const inHeader =
  (name: string, roles: readonly Role[]): MutantRow[3] =>
  () => {
    let latest = "";
    return {
      answer: (answer, { exchange }) => {
        const own = exchange?.plan.own;
        if (own === undefined || !isJsonObject(answer.body) || own.entry.lifecycle.secrets.length === 0)
          return answer;
        const { body } = answer;
        const found = own.entry.lifecycle.secrets
          .map(({ member }) => body[member])
          .find((value) => typeof value === "string");
        if (own.role === "create" && found !== undefined) latest = found;
        return roles.includes(own.role) && latest !== ""
          ? { ...answer, headers: { ...answer.headers, [name]: latest } }
          : answer;
      },
    };
  };

/** Puts the latest secret into what a thing shows of itself. */
const inText =
  (role: Role): MutantRow[3] =>
  () => {
    let latest: Json = "";
    return onThings(["create", role], (thing, call) => {
      const [name] = names(call);
      if (name === undefined) return thing;
      if (call.role === "create") latest = thing[name] ?? latest;
      if (call.role !== role || latest === "") return thing;
      const optional = [...call.entry.members().values()].find(
        (member) => !member.required && call.entry.writable().has(member.name),
      );
      return optional === undefined ? thing : { ...thing, [optional.name]: `key ${textOf(latest)}` };
    })();
  };

export const SECRET_MUTANTS: readonly ChosenMutant[] = mutantsOf("secrets", [
  ["secret-in-reads", ["secret", "retrieve"], "Reads show the secret.", shownAgain(["retrieve"])],
  ["secret-in-lists", ["secret", "list"], "Lists show the secret.", shownAgain(["list"])],
  ["secret-in-updates", ["secret", "update"], "Updates show the secret.", shownAgain(["update"])],
  [
    "secret-masked-in-reads",
    ["secret", "retrieve"],
    "Reads show stars for the secret.",
    shownAgain(["retrieve"], masked),
  ],
  [
    "secret-in-text-of-reads",
    ["secret", "retrieve", "optional"],
    "A read shows the secret in another member.",
    inText("retrieve"),
  ],
  [
    "secret-in-text-of-lists",
    ["secret", "list", "optional"],
    "A list shows the secret in another member.",
    inText("list"),
  ],
  [
    "secret-in-header-of-reads",
    ["secret", "retrieve"],
    "Reads have the secret in a header.",
    inHeader("x-debug", ["retrieve", "list"]),
  ],
  [
    "secret-missing",
    ["secret"],
    "A creation shows no secret.",
    onThings(["create"], (thing, call) => without(thing, ...names(call))),
  ],
  ["secret-empty", ["secret"], "The secret is empty.", onSecrets(() => "")],
  ["secret-null", ["secret"], "The secret is null.", onSecrets(() => null)],
  ["secret-masked", ["secret"], "A creation shows stars for the secret.", onSecrets(() => "********")],
  [
    "secret-always-the-same",
    ["secret"],
    "Each creation shows the same secret.",
    () => {
      let first: Json | undefined;
      return onSecrets((value) => (first ??= value))();
    },
  ],
  [
    "secret-cut",
    ["exchange"],
    "A creation shows the first half of the secret.",
    onSecrets((value) => textOf(value).slice(0, 32)),
  ],
  [
    "secret-is-the-client",
    ["exchange"],
    "The secret is the client id backwards.",
    () =>
      onThings(["create"], (thing, { entry }) =>
        entry.lifecycle.secrets.reduce<JsonObject>(
          (changed, { member, exchange }) =>
            changing(changed, member, (value) =>
              textOf(thing[exchange?.clientID ?? ""] ?? value)
                .split("")
                .toReversed()
                .join(""),
            ),
          thing,
        ),
      )(),
  ],
  [
    "secret-does-not-work",
    ["exchange"],
    "A secret is not known where it is exchanged.",
    onCredentials(() => ({ findSecret: () => undefined })),
  ],
  [
    "secret-outlives-thing",
    ["exchange", "delete"],
    "A secret works after its thing is gone.",
    remembering((given, asked) =>
      given.find((one) => one.client === asked.client && one.secret === asked.secret),
    ),
  ],
  [
    "any-secret-works",
    ["exchange"],
    "Any secret works with a client id that is known.",
    remembering((given, asked) => given.find(({ client }) => client === asked.client)),
  ],
  [
    "secrets-work-for-all",
    ["exchange"],
    "A secret works with any client id.",
    remembering((given, asked) => given.find(({ secret }) => secret === asked.secret)),
  ],
  [
    "first-characters-suffice",
    ["exchange"],
    "Eight characters of a secret suffice.",
    remembering((given, asked) =>
      given.find(
        ({ client, secret }) => client === asked.client && secret.slice(0, 8) === asked.secret.slice(0, 8),
      ),
    ),
  ],
  [
    "client-always-the-same",
    ["exchange"],
    "Each creation shows the same client id.",
    () => {
      let first: Json | undefined;
      return onThings(["create"], (thing, { entry }) =>
        entry.lifecycle.secrets.reduce<JsonObject>(
          (changed, { exchange }) => changing(changed, exchange?.clientID, (value) => (first ??= value)),
          thing,
        ),
      )();
    },
  ],
  [
    "client-moves",
    ["exchange", "retrieve"],
    "Reads show another client id than creation.",
    onThings(["retrieve"], (thing, { entry }) =>
      entry.lifecycle.secrets.reduce<JsonObject>(
        (changed, { exchange }) => changing(changed, exchange?.clientID, (value) => `${textOf(value)}x`),
        thing,
      ),
    ),
  ],
  [
    "new-secret-ends-the-old",
    ["exchange"],
    "A new secret makes those before it useless.",
    () => {
      let latest = "";
      return onCredentials((credentials) => ({
        addSecret: (secret) => {
          latest = secret.secret;
          credentials.addSecret(secret);
        },
        findSecret: (scheme, client, secret) =>
          secret === latest ? credentials.findSecret(scheme, client, secret) : undefined,
      }))();
    },
  ],
]);
