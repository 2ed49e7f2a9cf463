import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createClock, type Fault, type Subject, type Suspect } from "specloom/mutate";
import { FAULTS } from "./keycard-faults.ts";
import { createKeycardServer, TENANTS, type Rules } from "./keycard-server.ts";

/** The server that was written by hand, over a port, with each of its faults. */
export function keycardSuspect(): Suspect {
  const rulesOf = new Map<string, Partial<Rules>>();
  const faults = Object.entries(FAULTS).flatMap(([group, each]) =>
    Object.entries(each).map(([sentence, rules]): Fault => {
      const id = sentence.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
      rulesOf.set(id, rules);
      return { id, group, sentence: `${sentence}.` };
    }),
  );
  return { faults, start: (fault) => start(rulesOf.get(fault?.id ?? "")) };
}

const toIdentity = ({ id, client, secret }: (typeof TENANTS)[number]): Subject["owner"] => ({
  credentials: { clientId: client, clientSecret: secret },
  parameters: { organization_id: id },
});

async function start(rules: Partial<Rules> | undefined): Promise<Subject> {
  const { now, tick, wait } = createClock();
  const server = createKeycardServer(rules, now);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const [owner, other] = TENANTS;
  if (owner === undefined || other === undefined) throw new Error("the server knows no two tenants");
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
