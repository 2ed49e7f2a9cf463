// OpenTelemetry over the client's hooks: a span for each request on the wire, repeated ones and those for tokens too.
import { SpanKind, SpanStatusCode, type Span, type Tracer } from "@opentelemetry/api";
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
          ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }),
        },
      });
      spans.set(headers, span);
      const { traceId, spanId } = span.spanContext();
      headers.set("traceparent", `00-${traceId}-${spanId}-01`);
    },
    onResponse({ headers, response, error }) {
      const span = spans.get(headers);
      if (response) span?.setAttribute("http.response.status_code", response.status);
      if (error) span?.setAttribute("error.type", error.name);
      if (error || (response && !response.ok)) span?.setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
    },
  };
}
