// React over the path face: openapi-react-query takes `client.paths` as it takes openapi-fetch's client, and every query
// has the client's authentication, retries and time-outs.
import type { Client } from "@specloom/keycard-client";
import createQueryClient from "openapi-react-query";
import type { ReactNode } from "react";

export interface AccountNamesProps {
  readonly client: Client;
  readonly organization: string;
}

/** The names of an organization's service accounts. */
export function AccountNames({ client, organization }: AccountNamesProps): ReactNode {
  const api = createQueryClient(client.paths);
  const { data } = api.useSuspenseQuery("get", "/organizations/{organization_id}/service-accounts", {
    params: { path: { organization_id: organization }, query: { limit: 10 } },
  });
  return (
    <ul>
      {data.items.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  );
}
