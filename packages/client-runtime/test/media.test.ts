// Bodies that are not JSON, through real sockets: forms and files up, text, bytes and streams down.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  defineClient,
  defineResource,
  isAbortError,
  isConnectionError,
  isDecodeError,
  type ApiPromise,
  type ClientBase,
  type OperationDescription,
  type RequestOptions,
} from "../src/index.ts";
import {
  iterateEvents,
  readBytes,
  readEvents,
  readLines,
  readText,
  writeBytes,
  writeForm,
  writeMultipart,
} from "../src/media.ts";
import { api } from "./library/api.ts";
import { deferred } from "./deferred.ts";
import { rejection } from "./record-fetch.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(handler: Handler): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Client extends ClientBase<{}> {
  readonly things: { call(params?: object, options?: RequestOptions): ApiPromise<unknown> };
}

/** The one call of an operation against a server. */
async function operate(
  operation: Partial<OperationDescription>,
  handler: Handler,
): Promise<Client["things"]["call"]> {
  const baseUrl = await serve(handler);
  const things = defineResource<Client["things"]>({
    call: { method: "POST", path: "/things", ...operation },
  });
  const create = defineClient<Client, {}>(api, { things }, { environment: {} });
  const client = create({ baseUrl, token: "t", logLevel: "off", retry: { attempts: 1 } });
  return (params, options) => client.things.call(params, options);
}

/** Answers with what came: its content type and its text. */
const echo: Handler = (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const type = request.headers["content-type"];
    response.end(JSON.stringify({ type, body: Buffer.concat(chunks).toString("latin1") }));
  });
};

/** Answers with parts as they are, and goes on as the last of them says. */
const streaming =
  (type: string, parts: readonly (string | Buffer)[], end: "end" | "break" | "wait" = "end"): Handler =>
  (_request, response) => {
    response.writeHead(200, { "content-type": type });
    const next = (index: number): void => {
      const part = parts[index];
      if (part !== undefined) response.write(part, () => setImmediate(() => next(index + 1)));
      else if (end === "end") response.end();
      else if (end === "break") response.destroy();
    };
    next(0);
  };

async function collect(items: unknown): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of items as AsyncIterable<unknown>) found.push(item);
  return found;
}

describe("what is sent", () => {
  test("a form: lists repeat, objects are JSON, a style is kept, a space is a plus", async () => {
    const call = await operate(
      {
        body: "members",
        mediaType: "application/x-www-form-urlencoded",
        writeBody: writeForm({ scope: { style: "spaceDelimited", explode: false } }),
      },
      echo,
    );
    expect(
      await call({ a: "b c+d&e", list: [1, 2], scope: ["r", "w"], claims: { t: "x" }, none: undefined }),
    ).toEqual({
      type: "application/x-www-form-urlencoded",
      body: "a=b+c%2Bd%26e&list=1&list=2&scope=r+w&claims=%7B%22t%22%3A%22x%22%7D",
    });
  });

  test("multipart: files with name and type, JSON with its own type, lists part by part", async () => {
    const call = await operate(
      {
        body: "members",
        writeBody: writeMultipart({
          details: { contentType: "application/vnd.d+json" },
          image: { contentType: "image/*" },
        }),
      },
      echo,
    );
    const answer = (await call({
      purpose: "photo",
      count: 2,
      labels: ["a", "b"],
      details: { width: 1 },
      file: new File(["\u0000bytes"], "cat.png", { type: "image/png" }),
      image: new Uint8Array([65, 66]),
      none: undefined,
    })) as { type: string; body: string };
    const form = await new Response(Buffer.from(answer.body, "latin1"), {
      headers: { "content-type": answer.type },
    }).formData();
    expect(answer.type).toMatch(/^multipart\/form-data; boundary=/);
    expect([form.get("purpose"), form.get("count"), form.getAll("labels"), form.has("none")]).toEqual([
      "photo",
      "2",
      ["a", "b"],
      false,
    ]);
    const file = form.get("file") as File;
    expect([file.name, file.type, await file.text()]).toEqual(["cat.png", "image/png", "\u0000bytes"]);
    const details = form.get("details") as File;
    expect([details.type, await details.text()]).toEqual(["application/vnd.d+json", '{"width":1}']);
    expect(await (form.get("image") as File).text()).toBe("AB");
  });

  test("bytes and texts as they are", async () => {
    const call = await operate(
      { body: "whole", mediaType: "application/octet-stream", writeBody: writeBytes },
      echo,
    );
    const body = new Blob([new Uint8Array([0, 255, 10])]);
    expect(await call({ body })).toEqual({ type: "application/octet-stream", body: "\u0000\u00FF\n" });
    expect(await call({ body: "text" })).toMatchObject({ body: "text" });
  });
});

describe("what is read whole", () => {
  test("text and bytes, asked for by their types", async () => {
    const asked: unknown[] = [];
    const handler: Handler = (request, response) => {
      asked.push(request.headers.accept);
      response.end(Buffer.from([0xe2, 0x82, 0xac]));
    };
    expect(await (await operate({ readAnswer: readText("text/plain") }, handler))()).toBe("€");
    const blob = (await (await operate({ readAnswer: readBytes("image/png") }, handler))()) as Blob;
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(new Uint8Array([0xe2, 0x82, 0xac]));
    expect(asked).toEqual(["text/plain", "image/png"]);
  });
});

describe("a stream", () => {
  test("of JSON by lines is iterated as it comes, whatever it is cut into", async () => {
    const euro = Buffer.from('{"n":"€"}\r\n');
    const parts = [
      '{"n":1}\n{"n"',
      ":2}\n\n",
      euro.subarray(0, 7),
      euro.subarray(7, 11),
      euro.subarray(11),
      '\u001E{"n":4}',
    ];
    const call = await operate(
      { readAnswer: readLines("application/jsonl") },
      streaming("application/jsonl", parts),
    );
    expect(await collect(await call())).toEqual([{ n: 1 }, { n: 2 }, { n: "€" }, { n: 4 }]);
  });

  test("of events keeps names, ids, several lines of data, and leaves out comments and what is incomplete", async () => {
    const parts = [
      ": hello\n\nevent: add\nid: 7\ndata: a\ndata:  b\n\n",
      "retry: 10\r\ndata\r",
      "\n\r\ndata: line\u2028separator\r\r",
      "data: cut off",
    ];
    const call = await operate(
      { readAnswer: readEvents("text/event-stream") },
      streaming("text/event-stream", parts),
    );
    expect(await collect(await call())).toEqual([
      { event: "add", id: "7", data: "a\n b" },
      { retry: 10, data: "" },
      { data: "line\u2028separator" },
    ]);
  });

  test("of events of JSON gives their data until the common mark of the end", async () => {
    const parts = ['data: {"t":1}\n\n', 'data: {"t":2}\n\ndata: [DONE]\n\ndata: {"t":3}\n\n'];
    const call = await operate(
      { readAnswer: readEvents("text/event-stream", true) },
      streaming("text/event-stream", parts, "wait"),
    );
    expect(await collect(await call())).toEqual([{ t: 1 }, { t: 2 }]);
  });

  test("gives what came, and then says that it broke off, is no JSON, or was aborted by the caller", async () => {
    const lines = readLines("application/jsonl");
    const read = async (handler: Handler, options?: RequestOptions): Promise<[unknown[], unknown]> => {
      const seen: unknown[] = [];
      const items = (await (
        await operate({ readAnswer: lines }, handler)
      )({}, options)) as AsyncIterable<unknown>;
      const error = await rejection(
        (async () => {
          for await (const item of items) {
            seen.push(item);
            if (options) controller.abort();
          }
        })(),
      );
      return [seen, error];
    };
    const controller = new AbortController();
    const broken = await read(streaming("application/jsonl", ["1\n", "2"], "break"));
    expect([broken[0], isConnectionError(broken[1])]).toEqual([[1], true]);
    const wrong = await read(streaming("application/jsonl", ["1\nno\n"]));
    expect([wrong[0], isDecodeError(wrong[1])]).toEqual([[1], true]);
    const aborted = await read(streaming("application/jsonl", ["1\n"], "wait"), {
      signal: controller.signal,
    });
    expect([aborted[0], isAbortError(aborted[1])]).toEqual([[1], true]);
  });

  test("is closed when the loop is left", async () => {
    const closed = deferred();
    const call = await operate({ readAnswer: readLines("application/jsonl") }, (_request, response) => {
      response.on("close", () => closed.resolve());
      response.write("1\n2\n");
    });
    for await (const item of (await call()) as AsyncIterable<unknown>) {
      expect(item).toBe(1);
      break;
    }
    await closed.promise;
  });

  test("of any call can be read from its response", async () => {
    const call = await operate({}, streaming("text/event-stream", ["data: 1\n\n"]));
    expect(await collect(iterateEvents(await call().asResponse()))).toEqual([{ data: "1" }]);
  });
});
