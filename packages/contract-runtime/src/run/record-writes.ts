import { isObject } from "../document/pointer.ts";
import { lifecycleOf } from "../document/roles.ts";
import type { CallInput, Exchange } from "../exchange/exchange.ts";
import type { Session } from "./session.ts";

/** The id in a creation's answer, as it stands in paths; absent where there is none. */
export function createdID(session: Session, { operation, answer }: Exchange): string | undefined {
  const identity = lifecycleOf(session.model, operation)?.identity;
  const body = answer.kind === "answer" ? answer.json : undefined;
  const id =
    identity !== undefined && isObject(body) && Object.hasOwn(body, identity) ? body[identity] : undefined;
  return (typeof id === "string" && id !== "") || typeof id === "number" ? String(id) : undefined;
}

/** Writes down what a creation made, whoever was let make it, so that the clean-up finds it. */
export function recordCreation(session: Session, input: CallInput, exchange: Exchange): void {
  const { operation, answer } = exchange;
  const lifecycle = lifecycleOf(session.model, operation);
  if (lifecycle === undefined || lifecycle.operations.create !== operation.id) return;
  const label = `${operation.method} ${operation.path}`;
  const parents = input.path ?? {};
  const nameless = { ...lifecycle, operations: {} };
  if (answer.kind === "no-answer") {
    if (answer.cause !== "unsent")
      session.ledger.created(nameless, {
        path: parents,
        label: `${label} (no answer: it may have created something)`,
      });
    return;
  }
  if (answer.status < 200 || answer.status > 299) return;
  const id = createdID(session, exchange);
  if (id === undefined || lifecycle.itemParameter === undefined) {
    session.ledger.created(nameless, { path: parents, label: `${label} (answered without an id)` });
    return;
  }
  const path = { ...parents, [lifecycle.itemParameter]: id };
  session.ledger.created(lifecycle, {
    path,
    label: `${label} made ${lifecycle.itemParameter} ${JSON.stringify(id)}`,
  });
}

/** Writes off what a deletion took, so that the clean-up does not ask for it again. One that is only accepted (202) may yet fail. */
export function recordDeletion(session: Session, { path = {} }: CallInput, exchange: Exchange): void {
  const { operation, answer } = exchange;
  if (operation.verb !== "delete" || answer.kind === "no-answer") return;
  if (answer.status < 200 || answer.status > 299 || answer.status === 202) return;
  const deleted = session.ledger
    .standing()
    .find(
      (created) =>
        created.deleteOperation === operation.id &&
        Object.entries(created.path).every(([name, value]) => path[name] === value),
    );
  if (deleted !== undefined) session.ledger.gone(deleted.key);
}
