import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createClock, type Fault, type Subject, type Suspect } from "specloom/mutate";
import { FAULTS, type FaultName } from "./keycard-faults.ts";
import { createKeycardServer } from "./keycard-server.ts";
import { TENANTS, type Tenant } from "./keycard-things.ts";

/** The server that was written by hand, over a port, with each of its faults. */
export function keycardSuspect(): Suspect {
  return {
    faults: Object.entries(FAULTS).map(([id, [group, sentence]]): Fault => ({ id, group, sentence })),
    start: (fault) => start(fault?.id),
  };
}

const toIdentity = ({ id, clientId, clientSecret }: Tenant): Subject["owner"] => ({
  credentials: { clientId, clientSecret },
  parameters: { organization_id: id },
});

async function start(fault: string | undefined): Promise<Subject> {
  const { now, tick, wait } = createClock();
  const server = createKeycardServer({ now, ...(isFault(fault) ? { fault } : {}) });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const [owner, other] = TENANTS;
  return {
    fetch: async (request) => {
      tick();
      const { pathname, search } = new URL(request.url);
      const response = await fetch(`http://127.0.0.1:${port}${pathname}${search}`, {
        method: request.method,
        headers: request.headers,
        redirect: "manual",
        ...(request.body === null ? {} : { body: await request.text() }),
      });
      const kept = new Response(response.body, response);
      // Node's own clock, which is not the server's.
      kept.headers.delete("date");
      return kept;
    },
    owner: toIdentity(owner),
    other: toIdentity(other),
    token: owner.token,
    otherToken: other.token,
    now,
    wait,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function isFault(id: string | undefined): id is FaultName {
  return id !== undefined && Object.hasOwn(FAULTS, id);
}
