import { ProxyTracerProvider, type Tracer } from "@opentelemetry/api";
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { createClient } from "@specloom/keycard-client";
import { expect, test } from "vitest";
import { tracingHooks } from "../src/tracing-hooks.ts";

test("every request has a span, and the server is told of it", async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const parents: (string | null)[] = [];
  const statuses = [503, 200];
  const client = createClient({
    baseUrl: "http://server.example",
    token: "secret-token",
    logLevel: "off",
    hooks: tracingHooks(provider.getTracer("example")),
    fetch: (input, init) => {
      parents.push(new Request(input, init).headers.get("traceparent"));
      const status = statuses.shift() ?? 500;
      return Promise.resolve(
        Response.json({ items: [], page_info: {} }, { status, headers: { "retry-after": "0" } }),
      );
    },
  });
  await client.organizations.serviceAccounts.list("org", { limit: 1 });
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ name, attributes }) => [name, attributes["http.response.status_code"]])).toEqual([
    ["GET", 503],
    ["GET", 200],
  ]);
  expect(spans.map(({ attributes }) => attributes["error.type"])).toEqual(["503", undefined]);
  expect(spans[0]!.attributes).toMatchObject({ "server.address": "server.example", "server.port": 80 });
  expect(spans.map(({ attributes }) => attributes["http.request.resend_count"])).toEqual([undefined, 1]);
  expect(parents).toEqual(
    spans.map((span) => `00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`),
  );
  expect(JSON.stringify(spans.map(({ attributes }) => attributes))).not.toContain("secret");
});

test("a server is told that a span is not recorded, and nothing of one that does not exist", async () => {
  const sent: (string | null)[] = [];
  const call = async (tracer: Tracer): Promise<void> => {
    const client = createClient({
      token: "t",
      hooks: tracingHooks(tracer),
      fetch: (input, init) => {
        sent.push(new Request(input, init).headers.get("traceparent"));
        return Promise.resolve(Response.json({ items: [], page_info: {} }));
      },
    });
    await client.organizations.serviceAccounts.list("org");
  };
  await call(new BasicTracerProvider({ sampler: new AlwaysOffSampler() }).getTracer("example"));
  await call(new ProxyTracerProvider().getTracer("example"));
  expect(sent).toEqual([expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/), null]);
});
