// A mock of the tenanted fixture with a clock of its own, and short words for what the tests do with it.
import type { Json } from "@specloom/api-model";
import { at, bearer, checkedMock, textAt, type CheckedMock, type Reply } from "./checked-mock.ts";

export interface Robots {
  readonly mock: CheckedMock;
  /** Path of the first tenant's collection. */
  readonly path: string;
  /** A token of the first tenant. */
  readonly headers: Record<string, string>;
  readonly create: (json: Json) => Promise<Reply>;
  readonly createMany: (count: number) => Promise<string[]>;
  readonly get: (path: string) => Promise<Reply>;
  /** Lets milliseconds pass. */
  readonly pass: (milliseconds: number) => void;
}

export async function startRobots(): Promise<Robots> {
  let clock = Date.UTC(2026, 0, 1);
  const mock = await checkedMock("tenanted", { now: () => clock });
  const path = `/fleets/${mock.identities[0].tenant?.id}/robots`;
  const headers = await bearer(mock.identities[0]);
  const create = (json: Json): Promise<Reply> => mock.call(`POST ${path}`, { headers, json });
  return {
    mock,
    path,
    headers,
    create,
    createMany: async (count) => {
      const ids: string[] = [];
      for (let index = 0; index < count; index += 1) {
        ids.push(textAt((await create({ name: `r${index}` })).body, "/id"));
      }
      return ids;
    },
    get: (target) => mock.call(`GET ${target}`, { headers }),
    pass: (milliseconds) => {
      clock += milliseconds;
    },
  };
}

export function idsOf(reply: Reply): unknown[] {
  const items = at(reply.body, "/items");
  return Array.isArray(items) ? items.map((item) => at(item, "/id")) : [];
}
