// A request on the wire, again where it may be sent again, and what is remembered of it.

import { isRequest, type Call, type OutgoingRequest } from "./call.ts";
import { failedUnsent, pauseToRetry, retryAfter, type Outcome } from "./retry.ts";

/** Sends the request until an answer stands. Rejects only with errors of this package. */
export async function exchange(call: Call, request: OutgoingRequest): Promise<Response> {
  for (;;) {
    const outcome = await attempt(call, request);
    if (outcome.response?.ok || !(await pauseToRetry(call, outcome))) {
      if (outcome.response) return outcome.response;
      throw outcome.error;
    }
  }
}

async function attempt(call: Call, request: OutgoingRequest): Promise<Outcome> {
  const { uncertain, options, context } = call;
  const { hooks, fetch: ofClient = globalThis.fetch } = context.settings.options;
  const fetch = options.fetch ?? ofClient;
  const signal = call.begin();
  const started = context.clock.now();
  call.request = request;
  call.response = undefined;
  call.attempts++;
  hooks?.onRequest?.(call.event());
  call.uncertain = true;
  let outcome: Outcome;
  try {
    // What the transport makes is at once the URL and the init; a real request is used up by sending it.
    const response = await call.wait(() =>
      isRequest(request)
        ? fetch(new Request(request.clone(), { signal }))
        : fetch(request.url, Object.assign(request, { signal }) as unknown as RequestInit),
    );
    const { status } = (call.response = response);
    if (
      (status > 299 && status < 500 && status !== 408) ||
      (status === 503 && retryAfter(call, response) !== undefined)
    ) {
      call.uncertain = uncertain;
    }
    outcome = { response };
  } catch (error) {
    if (failedUnsent(error)) call.uncertain = uncertain;
    outcome = { error: call.failure(error) };
  }
  hooks?.onResponse?.({ ...call.event(), ...outcome, milliseconds: context.clock.now() - started });
  return outcome;
}
