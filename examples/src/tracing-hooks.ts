// OpenTelemetry over the client's hooks: a span for each request on the wire, repeated ones and those for tokens too.
import { isSpanContextValid, SpanKind, SpanStatusCode, type Span, type Tracer } from "@opentelemetry/api";
import type { Hooks } from "@specloom/keycard-client";

/** Hooks that trace every request; names and attributes as the semantic conventions for HTTP clients have them. */
export function tracingHooks(tracer: Tracer): Hooks {
  // A request keeps its headers from `onRequest` to `onResponse`, and has no two attempts at a time.
  const spans = new WeakMap<Headers, Span>();
  return {
    onRequest({ method, url, headers, attempt }) {
      const span = tracer.startSpan(method, {
        kind: SpanKind.CLIENT,
        attributes: {
          "http.request.method": method,
          "url.full": url,
          ...serverOf(url),
          ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }),
        },
      });
      spans.set(headers, span);
      const { traceId, spanId, traceFlags } = span.spanContext();
      // Trace Context, section 3.2.2: the last field says whether the span is recorded.
      const flags = traceFlags.toString(16).padStart(2, "0");
      if (isSpanContextValid(span.spanContext()))
        headers.set("traceparent", `00-${traceId}-${spanId}-${flags}`);
    },
    onResponse({ headers, response, error }) {
      const span = spans.get(headers);
      if (response) span?.setAttribute("http.response.status_code", response.status);
      const failure = error?.name ?? (response && response.status > 399 && String(response.status));
      if (failure) span?.setAttribute("error.type", failure).setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
    },
  };
}

function serverOf(url: string): { readonly "server.address": string; readonly "server.port": number } {
  const { hostname, port, protocol } = new URL(url);
  return { "server.address": hostname, "server.port": Number(port || (protocol === "https:" ? 443 : 80)) };
}
