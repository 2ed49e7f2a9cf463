// A request on the wire, again where it may be sent again, and what is remembered of it.

import { isRequest, type Call, type OutgoingRequest } from "./call.ts";
import { isHarmless, pauseToRetry, type Outcome } from "./retry.ts";

/** Sends the request until an answer stands. Rejects only with errors of this package. */
export async function exchange(call: Call, request: OutgoingRequest): Promise<Response> {
  for (;;) {
    const [outcome, harmless] = await attempt(call, request);
    if (outcome.response?.ok || !(await pauseToRetry(call, outcome, harmless))) {
      if (outcome.response) return outcome.response;
      throw outcome.error!;
    }
  }
}

async function attempt(call: Call, request: OutgoingRequest): Promise<[outcome: Outcome, harmless: boolean]> {
  const { uncertain, context, options } = call;
  const { clock } = context;
  const { hooks, fetch: ofClient = globalThis.fetch } = context.options;
  const fetch = options.fetch ?? ofClient;
  const signal = call.begin();
  const started = clock.now();
  call.request = request;
  call.response = undefined;
  call.attempts++;
  hooks?.onRequest?.(call.event());
  call.uncertain = true;
  let cause: unknown;
  try {
    // What the transport makes is at once the URL and the init; a real request is used up by sending it.
    call.response = await call.wait(() =>
      isRequest(request)
        ? fetch(new Request(request.clone(), { signal }))
        : fetch(request.url, Object.assign(request, { signal }) as unknown as RequestInit),
    );
  } catch (error) {
    cause = error;
  }
  const { response } = call;
  const harmless = isHarmless(call, response, cause);
  if (harmless) call.uncertain = uncertain;
  const outcome = response ? { response } : { error: call.failure(cause) };
  hooks?.onResponse?.({ ...call.event(), ...outcome, milliseconds: clock.now() - started });
  return [outcome, harmless];
}
