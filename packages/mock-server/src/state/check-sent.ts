import type { MockContext } from "../app/mock-context.ts";
import { fault, type Fault } from "../answer/fault.ts";
import type { JsonObject } from "../json.ts";
import { showEntity } from "../plan/entity-view.ts";
import type { LifecycleEntry } from "../plan/lifecycle-index.ts";

/**
 * The fault where a member that the client sent may stand in the request but not in the answer: a server that took it
 * could only answer against its document.
 */
export function checkSent(
  context: MockContext,
  entry: LifecycleEntry,
  {
    members,
    sent,
    expandable,
    mayExceed,
  }: {
    readonly members: JsonObject;
    readonly sent: JsonObject;
    readonly expandable: ReadonlySet<string>;
    /** Whether a member that the request's schema lets through may be more than the answer's allows. */
    readonly mayExceed: (name: string) => boolean;
  },
): Fault | undefined {
  const { representation } = entry.lifecycle;
  if (representation === undefined || !Object.keys(sent).some(mayExceed)) return undefined;
  const shown = Object.fromEntries(showEntity(entry.view(), members, expandable));
  const wrong = context.validators.response(representation)(shown);
  const member = wrong === undefined ? undefined : /^\/([^/ ]+)/.exec(wrong)?.[1];
  return member !== undefined && Object.hasOwn(sent, member)
    ? fault("invalid-body", `body ${wrong}`)
    : undefined;
}
