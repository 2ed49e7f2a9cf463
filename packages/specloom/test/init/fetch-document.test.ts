import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { describe, expect, it, onTestFinished } from "vitest";

import { fetchDocument, type FetchOptions } from "../../src/init/fetch-document.ts";
import { isPublicAddress } from "../../src/init/public-address.ts";

const HERE: FetchOptions = { allowHTTP: true, allowAddress: (address) => address === "127.0.0.1" };

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => void server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("a document at a URL", () => {
  it("is downloaded, also through redirects", async () => {
    const url = await serve((request, response) => {
      if (request.url === "/moved") response.writeHead(301, { location: "./openapi.yaml" }).end();
      else response.end("openapi: 3.1.0 # ü");
    });
    expect(await fetchDocument(`${url}/moved`, HERE)).toBe("openapi: 3.1.0 # ü");
  });

  it.each([
    ["http", "http://example.com/a", /not https.*--allow-http/],
    ["another scheme", "file:///etc/passwd", /scheme file:.*only https/],
    ["an address of this machine", "https://127.0.0.1/a", /127\.0\.0\.1 is no address.*--allow-private/],
    ["one in disguise", "https://0x7f.1/a", /127\.0\.0\.1 is no address/],
    [
      "a name that leads to this machine",
      "https://localhost:1/a",
      /localhost leads to .*no address.*--allow-private/,
    ],
    ["the metadata of a cloud", "https://[fd00:ec2::254]/a", /no address of the public internet/],
    ["credentials", "https://me:secret@example.com/a", /^(?!.*secret).*holds credentials/],
    ["credentials without TLS", "http://me:secret@example.com/a", /^(?!.*secret).*holds credentials/],
    ["credentials in another scheme", "ftp://me:secret@example.com/a", /^(?!.*secret).*holds credentials/],
    ["credentials in no URL", "https://me:secret@", /^(?!.*secret).*is no URL/],
    ["no URL", "https://", /is no URL/],
  ])("is refused for %s", async (_what, url, sentence) => {
    await expect(fetchDocument(url)).rejects.toThrow(sentence);
  });

  it("is checked anew where a redirect leads", async () => {
    const places = ["http://127.0.0.2/a", "file:///etc/passwd", "http://localhost.:1/"];
    const url = await serve(({ url: path }, response) => {
      response.writeHead(302, { location: places[Number(path?.slice(1))] }).end();
    });
    await expect(fetchDocument(`${url}/0`, HERE)).rejects.toThrow(/127\.0\.0\.2 is no address/);
    await expect(fetchDocument(`${url}/1`, HERE)).rejects.toThrow(/only https is read/);
    await expect(
      fetchDocument(`${url}/2`, {
        allowHTTP: true,
        allowAddress: (ip) => ip === url.slice(7, 16) && ip !== "127.0.0.1",
      }),
    ).rejects.toThrow(/no address/);
  });

  it("that answers nothing, for long, ends with one sentence", async () => {
    const url = await serve(() => undefined);
    await expect(fetchDocument(url, { ...HERE, timeout: 300 })).rejects.toThrow(/takes too long/);
  });

  it.each<[string, RequestListener, RegExp]>([
    ["an error", (_request, response) => void response.writeHead(404).end(), /answered 404 Not Found/],
    [
      "redirects without end",
      (_request, response) => void response.writeHead(302, { location: "/" }).end(),
      /more than 5/,
    ],
    ["too much", (_request, response) => void response.end("x".repeat(2000)), /larger than 0 MiB/],
    [
      "a text of another encoding",
      (_request, response) => void response.end(Buffer.from([0xff, 0xfe])),
      /UTF-8/,
    ],
    [
      "what was not asked for",
      (_request, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end("x"),
      /compressed/,
    ],
    [
      "half of it",
      (_request, response) =>
        void response.writeHead(200, { "content-length": "9" }).end("x", () => response.destroy()),
      /cannot be read/,
    ],
  ])("that is %s ends with one sentence", async (_what, listener, sentence) => {
    const url = await serve(listener);
    await expect(fetchDocument(url, { ...HERE, most: 1000 })).rejects.toThrow(sentence);
  });
});

describe("addresses of the public internet", () => {
  it.each(["1.1.1.1", "172.32.0.1", "2606:4700::1111"])("%s is one", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.255.0.1",
    "169.254.169.254",
    "172.31.255.255",
    "192.168.1.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "fc00::1",
    "fe80::1",
    "2002:a00:1::",
    "no address",
  ])("%s is none", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
