import type { IncomingRequest } from "../app/incoming-request.ts";

/** The request as if it had come with another value of a header, whose name is given in lower case. */
export function withHeader(request: IncomingRequest, name: string, value: string): IncomingRequest {
  const { method, url, body, headers } = request;
  return {
    method,
    url,
    body,
    headers: {
      get: (other) => (other.toLowerCase() === name ? value : headers.get(other)),
      has: (other) => other.toLowerCase() === name || headers.has(other),
    },
    text: () => request.text(),
    formData: () => request.formData(),
  };
}
