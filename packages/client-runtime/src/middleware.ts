// openapi-fetch's middleware, run as openapi-fetch runs it: requests in order, errors and answers in reverse.

/** Middleware as it is called; what it gives is looked at here. */
export interface Step {
  onRequest?(event: object): unknown;
  onResponse?(event: object): unknown;
  onError?(event: object): unknown;
}

/** A request on its way through middleware. */
export interface MiddlewareRun {
  readonly steps: readonly Step[];
  readonly request: Request;
  /** What each of them is told besides. */
  readonly told: object;
  readonly send: (request: Request) => Promise<Response>;
}

/**
 * Whether it is one; nothing at all is left out, as openapi-fetch does.
 *
 * @throws {Error} It is something else.
 */
export function isMiddleware(one: Step | undefined): one is Step {
  if (one && (typeof one !== "object" || !("onRequest" in one || "onResponse" in one || "onError" in one)))
    throw new Error("Middleware must be an object with one of `onRequest()`, `onResponse() or `onError()`");
  return !!one;
}

/** Sends the request through the middleware. */
export async function runMiddleware({ steps, told, request, send }: MiddlewareRun): Promise<Response> {
  const event = { ...told, request, id: Math.random().toString(36).slice(2, 11) };
  /** What a step gives, if anything: a response or, of a request or an error, another one. */
  const ask = async <Other>(
    step: Step,
    [name, kind, wanted]: Question<Other>,
    more?: object,
  ): Promise<Response | Other | undefined> => {
    const given: unknown = await step[name]?.({ ...event, ...more });
    if (!given || given instanceof Response || given instanceof kind)
      return (given || undefined) as Response | Other | undefined;
    throw new Error(`${name}: must return new ${wanted}`);
  };
  for (const step of steps) {
    const given = await ask(step, [
      "onRequest",
      Request,
      "Request() or Response() when modifying the request",
    ]);
    if (given instanceof Response) return given;
    event.request = given ?? event.request;
  }
  const back = steps.toReversed();
  let response: Response | undefined;
  try {
    response = await send(event.request);
  } catch (cause) {
    let error = cause;
    for (const step of back) {
      const given = await ask(step, ["onError", Error, "Response() or instance of Error"], { error });
      if (given instanceof Response) {
        response = given;
        break;
      }
      error = given ?? error;
    }
    if (!response) throw error;
  }
  for (const step of back) {
    const asked = ["onResponse", Response, "Response() when modifying the response"] as const;
    response = (await ask(step, asked, { response })) ?? response;
  }
  return response;
}

/** What a step is asked, what it may give beside a response, and openapi-fetch's words for that. */
type Question<Other> = readonly [
  name: keyof Step,
  kind: abstract new (...args: never) => Other,
  wanted: string,
];
