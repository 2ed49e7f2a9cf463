// A registry of npm on the loopback: it has the packages of this workspace, packed as they would be published, and leads to
// the public one for every other.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { runWell } from "./run.ts";
import { listPublished } from "./workspace.ts";

const PUBLIC = "https://registry.npmjs.org";

export interface Registry {
  readonly url: string;
  readonly close: () => Promise<void>;
}

interface PackedPackage {
  readonly manifest: { readonly name: string; readonly version: string };
  readonly tarball: Buffer;
}

/** Packs what is hand-written and published, into `scratch`, and serves it. */
export async function startRegistry(scratch: string): Promise<Registry> {
  const packed = new Map<string, PackedPackage>();
  for (const { folder, manifest } of await listPublished()) {
    if (manifest.name.startsWith("@specloom/keycard-")) continue;
    packed.set(manifest.name, await pack(folder, join(scratch, manifest.name.replace("/", "-"))));
  }
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "/").slice(1);
    const name = path.replace(/\/-\/.*$/, "");
    const found = packed.get(name);
    if (found === undefined) {
      response.writeHead(302, { location: `${PUBLIC}${request.url ?? "/"}` }).end();
    } else if (path === name) {
      const text = JSON.stringify(describe(found, `http://${request.headers.host ?? ""}`));
      response.writeHead(200, { "content-type": "application/json" }).end(text);
    } else {
      response.writeHead(200, { "content-type": "application/octet-stream" }).end(found.tarball);
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => stop(server) };
}

async function pack(folder: string, destination: string): Promise<PackedPackage> {
  await mkdir(destination, { recursive: true });
  await runWell("pnpm", ["pack", "--pack-destination", destination], { cwd: folder, shell: true });
  const [file = ""] = await readdir(destination);
  // The packed manifest names versions where the one of the workspace says `workspace:^`.
  const text = await runWell("tar", ["-xzOf", join(destination, file), "package/package.json"], {
    cwd: folder,
  });
  const manifest = JSON.parse(text) as PackedPackage["manifest"];
  return { manifest, tarball: await readFile(join(destination, file)) };
}

function describe({ manifest, tarball }: PackedPackage, host: string): object {
  const { name, version } = manifest;
  const dist = {
    tarball: `${host}/${name}/-/${version}.tgz`,
    integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
    shasum: createHash("sha1").update(tarball).digest("hex"),
  };
  // Old enough for package managers that pass over what was published just now.
  const published = "2020-01-01T00:00:00.000Z";
  return {
    name,
    "dist-tags": { latest: version },
    versions: { [version]: { ...manifest, dist } },
    time: { created: published, modified: published, [version]: published },
  };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => void server.close(() => resolve()));
}
