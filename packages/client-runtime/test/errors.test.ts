import { describe, expect, test, vi } from "vitest";
import * as runtime from "../src/index.ts";
import { createClient } from "./library/client.ts";
import { recordFetch, rejection } from "./record-fetch.ts";

const notFound = async (): Promise<unknown> => {
  const { fetch } = recordFetch(() => Response.json({ message: "gone" }, { status: 404 }));
  return rejection(createClient({ fetch }).libraries.open("l"));
};

describe("guards", () => {
  test("know one class from another", async () => {
    const error = await notFound();
    const guards = Object.entries(runtime).filter(([name]) => name.startsWith("is"));
    expect(guards.length).toBeGreaterThan(15);
    const holding = guards
      .filter(([, guard]) => (guard as (error: unknown) => boolean)(error))
      .map(([name]) => name);
    expect(holding.toSorted()).toEqual(["isClientError", "isNotFoundError", "isStatusError"]);
  });

  test("know the errors of another copy of the package", async () => {
    vi.resetModules();
    const copy = await import("../src/index.ts");
    const error = await notFound();
    expect(copy.NotFoundError).not.toBe(runtime.NotFoundError);
    expect(copy.isNotFoundError(error) && copy.isStatusError(error) && copy.isClientError(error)).toBe(true);
  });

  test("do not take others' errors for ours", () => {
    const { isAbortError, isTimeoutError, isNotFoundError, isClientError } = runtime;
    expect(isAbortError(new DOMException("x", "AbortError"))).toBe(false);
    expect(isTimeoutError(new DOMException("x", "TimeoutError"))).toBe(false);
    expect(isNotFoundError({ name: "NotFoundError", status: 404 })).toBe(false);
    for (const value of [undefined, null, 0, "", {}, () => {}]) expect(isClientError(value)).toBe(false);
  });
});

test("each class has its name as a literal, also where a minifier renames it", () => {
  const classes = Object.entries(runtime).filter(([name]) => /^[A-Z].*Error$/.test(name));
  expect(classes.length).toBeGreaterThan(15);
  for (const [name, Class] of classes) {
    const Renamed = class extends (Class as typeof runtime.StatusError) {};
    const error = new Renamed("m", { response: new Response() });
    expect([name, error.name, error.message]).toEqual([name, name, "m"]);
    expect(error).toBeInstanceOf(Error);
  }
});
