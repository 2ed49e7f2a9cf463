import { describe, expect, test } from "vitest";
import { isDocumentHost } from "../src/run/preflight.ts";
import { readArguments } from "../src/command/read-arguments.ts";
import { boardModel } from "./fixture/board-model.ts";

describe("arguments", () => {
  test("lose one leading --, as pnpm hands it on, and no second one", async () => {
    expect(await readArguments(["--", "--seed", "7"], {}, "X")).toMatchObject({ seed: 7 });
    await expect(readArguments(["--", "--", "--seed", "7"], {}, "X")).rejects.toThrow(/--seed/);
  });

  test("come before the environment, which fills the rest", async () => {
    const environment = {
      X_BASE_URL: "http://from.environment/v1/",
      X_TOKEN: "t",
      X_API_KEY: "",
      X_CLIENT_ID: "c",
    };
    expect(await readArguments([], environment, "X")).toMatchObject({
      baseUrl: "http://from.environment/v1",
      credentials: { token: "t", clientId: "c" },
    });
    const given = await readArguments(
      ["--base-url", "http://given", "--client-id", "d", "--param", "a=b=c"],
      environment,
      "X",
    );
    expect(given).toMatchObject({
      baseUrl: "http://given",
      credentials: { clientId: "d" },
      parameters: { a: "b=c" },
      warnings: [],
    });
    expect(given.credentials).not.toHaveProperty("apiKey");
  });

  test.each([
    [["--param", "a"], /NAME=VALUE/],
    [["--seed", "-1"], /--seed/],
    [["--timeout", "0"], /--timeout/],
    [["--base-url", "http://user:secret@host"], /holds more than/],
    [["somewhere"], /somewhere/],
    [["--rate", "fast"], /--rate "fast": a rate such as 5\/s/],
    [["--rate", "0/s"], /--rate "0\/s"/],
    [["--conventions", "off"], /fail or warn/],
  ])("%j are refused", async (argv, sentence) => {
    await expect(readArguments(argv, {}, "X")).rejects.toThrow(sentence);
  });
});

describe("a server of the document", () => {
  test("is known by host and port, whatever the scheme and the variables", () => {
    const region = { name: "region", default: "eu" };
    const servers = [
      ...boardModel.servers,
      { url: "https://{region}.notes.example:8443/{base}", variables: [region] },
      { url: "/v1", variables: [] },
    ];
    const model = { ...boardModel, servers };
    const known = ["boards.example", "eu.notes.example:8443", "us.notes.example:8443"];
    const unknown = [
      "127.0.0.1:4010",
      "boards.example:4010",
      "a.boards.example",
      "eu.notes.example",
      "x.eu.notes.example:8443",
    ];
    expect(known.filter((host) => !isDocumentHost(model, host))).toEqual([]);
    expect(unknown.filter((host) => isDocumentHost(model, host))).toEqual([]);
  });
});
