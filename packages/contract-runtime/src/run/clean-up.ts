import { operationOf } from "../document/roles.ts";
import type { Created } from "./ledger.ts";
import { requiredInput } from "./required-input.ts";
import type { Session } from "./session.ts";

const never = new AbortController().signal;

/**
 * Deletes what a run created and still stands, newest first, so that children go before their parents. Goes on where the
 * run was stopped: limits of time hold all the same.
 * @param since mark of the ledger; only what was created after it is deleted
 * @returns what could not be deleted, each with the reason
 */
export async function cleanUp(session: Session, since = 0): Promise<readonly Created[]> {
  const left: Created[] = [];
  for (const created of session.ledger.standing(since)) {
    const reason = await deleteOne(session, created);
    if (reason === undefined) session.ledger.gone(created.key);
    else left.push({ ...created, reason: session.redactor.text(reason) });
  }
  return left;
}

/** Deletes one thing; answers why it could not. */
async function deleteOne(session: Session, { deleteOperation, path }: Created): Promise<string | undefined> {
  if (deleteOperation === undefined) return "no operation of the document can delete it";
  try {
    const operation = operationOf(session.model, deleteOperation);
    const { answer } = await session.call(operation, { ...requiredInput(session, operation), path }, never);
    if (answer.kind === "no-answer") return `DELETE got no answer: ${answer.reason}`;
    const isGone =
      (answer.status >= 200 && answer.status < 300) || answer.status === 404 || answer.status === 410;
    return isGone ? undefined : `DELETE answered ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
