import { clientCredentials, pathCalls, styledQuery, type ApiDescription } from "../../src/index.ts";

/** A small API as the generator describes one: libraries hold books, books hold keys with a secret. */
export const api: ApiDescription = {
  modelVersion: 1,
  name: "library-client",
  servers: ["https://api.library.example/v1", "https://eu.library.example/v1"],
  environmentPrefix: "LIBRARY",
  auth: [clientCredentials({ tokenUrl: "/oauth/token" })],
  secrets: ["key_secret"],
  preparePathCall: pathCalls({
    "GET /libraries/{library_id}/books": {
      writeQuery: styledQuery({ tags: { style: "pipeDelimited", explode: false } }),
    },
  }),
};
