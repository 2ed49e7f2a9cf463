// The generators that ours is measured against, pinned, installed beside the repository's own dependencies on first use.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "../peers/generators");
const VERSIONS = {
  "@hey-api/openapi-ts": "0.99.0",
  "@redocly/cli": "2.77.0",
  "openapi-typescript": "7.13.0",
  typescript: "5.9.3",
};

export interface Peer {
  readonly id: string;
  readonly name: string;
  /** Largest ratio of our time to its that is good enough. */
  readonly bound: number;
  /** Arguments of Node that generate from `document` into the folder `output`. */
  readonly command: (document: string, output: string) => readonly string[];
}

export const PEERS: readonly Peer[] = [
  {
    id: "hey-api",
    name: `@hey-api/openapi-ts ${VERSIONS["@hey-api/openapi-ts"]}`,
    bound: 0.7,
    command: (document, output) => [bin("@hey-api/openapi-ts/bin/run.js"), "-i", document, "-o", output],
  },
  {
    id: "openapi-typescript",
    name: `openapi-typescript ${VERSIONS["openapi-typescript"]}`,
    bound: 1,
    command: (document, output) => [
      bin("openapi-typescript/bin/cli.js"),
      document,
      "-o",
      join(output, "types.ts"),
    ],
  },
  {
    id: "redocly",
    name: `redocly generate-client ${VERSIONS["@redocly/cli"]}`,
    bound: 1.1,
    command: (document, output) => [
      bin("@redocly/cli/bin/cli.js"),
      "generate-client",
      document,
      "--output",
      join(output, "client.ts"),
    ],
  },
];

function bin(path: string): string {
  return join(FOLDER, "node_modules", path);
}

export function installPeers(): void {
  const manifest = JSON.stringify({ private: true, type: "module", dependencies: VERSIONS });
  if (existsSync(bin("@redocly/cli/bin/cli.js")) && existsSync(bin("@hey-api/openapi-ts/bin/run.js"))) return;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "package.json"), manifest);
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  execFileSync("npm", ["install", ...options], { cwd: FOLDER, stdio: ["ignore", "ignore", "inherit"] });
}
