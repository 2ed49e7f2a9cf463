import { describe, expect, it } from "vitest";

import { coversFolder } from "../../src/init/covers-folder.ts";
import { inferNames, type NameClues } from "../../src/init/infer-names.ts";
import { inferPathPrefix } from "../../src/init/infer-path-prefix.ts";

const nothing: NameClues = {
  title: "",
  servers: [],
  folder: "",
  manifestName: undefined,
  name: undefined,
  scope: undefined,
};
const server = (url: string): NameClues["servers"] => [{ url, variables: [] }];

describe("names", () => {
  it.each([
    ["Swagger Petstore - OpenAPI 3.0", "petstore"],
    ["GitHub v3 REST API", "github"],
    ["Keycard service accounts API", "keycard-service-accounts"],
    ["Café du Monde", "cafe-du-monde"],
    ["The Very Long Title of an API for Everything and More", "very-long-title-everything"],
  ])("come from the title: %s", (title, base) => {
    expect(inferNames({ ...nothing, title }).base).toBe(base);
  });

  it("come from the host where the title says nothing, then from the folder", () => {
    const title = "REST API v2";
    expect(inferNames({ ...nothing, title, servers: server("https://api.shop.example.com/v1") }).base).toBe(
      "shop",
    );
    expect(
      inferNames({ ...nothing, title, servers: server("http://127.0.0.1:80"), folder: "My Shop" }).base,
    ).toBe("my-shop");
    expect(inferNames({ ...nothing, title: "顧客", servers: server("{url}") }).base).toBe("api");
  });

  it("take the scope of the folder's package, unless one is given", () => {
    const clues = { ...nothing, title: "Shop", manifestName: "@acme/monorepo" };
    expect(inferNames(clues).client).toBe("@acme/shop-client");
    expect(inferNames({ ...clues, scope: "other" }).client).toBe("@other/shop-client");
    expect(inferNames({ ...clues, manifestName: "monorepo" }).client).toBe("shop-client");
  });

  it("begin no environment variable with a digit", () => {
    expect(inferNames({ ...nothing, title: "3scale" }).environmentPrefix).toBe("API_3SCALE");
  });
});

describe("the beginning that paths share", () => {
  it.each([
    [["/v1/pets", "/v1/shops"], "/v1"],
    [["/api/v2/pets", "/api/v2/shops"], "/api/v2"],
    [["/api/pets", "/api/shops"], "/api"],
    [["/2024-10/pets", "/2024-10/shops"], "/2024-10"],
    [["/pets", "/shops"], undefined],
    [["/v1/pets", "/v2/pets"], undefined],
    [["/v1/pets", "/shops"], undefined],
    [["/pets/v1/toys"], undefined],
    [["/versions/pets"], undefined],
    [[], undefined],
  ])("of %j is %s", (paths, prefix) => {
    expect(inferPathPrefix(paths)).toBe(prefix);
  });

  it("may lack in one path of ten", () => {
    const paths = Array.from({ length: 9 }, (_, index) => `/v1/pets${index}`);
    expect(inferPathPrefix([...paths, "/health"])).toBe("/v1");
    expect(inferPathPrefix([...paths.slice(1), "/health"])).toBeUndefined();
  });
});

describe("patterns of a workspace", () => {
  it.each([
    [["packages/*"], true],
    [["./packages/types/"], true],
    [["packages/**"], true],
    [["**"], true],
    [["*"], false],
    [["packages/*", "!packages/types"], false],
    [["apps/*", "packages/t*"], true],
    [["packages"], false],
    [[], false],
  ])("%j take packages/types for a package: %s", (patterns, expected) => {
    expect(coversFolder(patterns, "packages/types")).toBe(expected);
  });
});
