// A client for tests of an application: it talks to the mock server in this process, so no port is opened and nothing
// is left behind. Whoever tests something of their own writes the document's path in the place of this one.
import { fileURLToPath } from "node:url";
import { buildModel, loadDocument } from "@specloom/api-model";
import { createClient, type Client, type ClientOptions } from "@specloom/keycard-client";
import { createMockApp } from "@specloom/mock-server";

const DOCUMENT = fileURLToPath(new URL("../../spec/openapi.yaml", import.meta.url));

export interface MockedClient {
  readonly client: Client;
  /** The organization that the client's credentials are for. */
  readonly organization: string;
}

/** Each call gives a mock of its own: tests do not see each other's data. */
export async function createMockedClient(options: ClientOptions = {}): Promise<MockedClient> {
  const { document, problems } = await loadDocument(DOCUMENT);
  if (document === undefined) throw new Error(problems.map(({ message }) => message).join("\n"));
  const mock = createMockApp({ model: buildModel(document).model });
  const owner = mock.identities[0];
  const client = createClient({
    baseUrl: "http://mock.example",
    clientId: owner?.clientID,
    clientSecret: owner?.clientSecret,
    fetch: (input, init) => mock.fetch(new Request(input, init)),
    ...options,
  });
  return { client, organization: owner?.tenant?.id ?? "" };
}
