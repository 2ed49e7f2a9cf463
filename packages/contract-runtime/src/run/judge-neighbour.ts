// The sibling that no step touches, before and after one that might have.
import type { Operation } from "@specloom/api-model";
import type { Exchange } from "../exchange/exchange.ts";
import { documentedMembers, shared } from "./compare-things.ts";
import { requiredInput } from "./required-input.ts";
import { keptWaiting, objectIn } from "./scenario-run.ts";
import { difference, readIfThere, type CreatedStage } from "./stage.ts";

/** The sibling as it is now; absent where there is none or it cannot be read. */
export async function readNeighbour(stage: CreatedStage): Promise<Exchange | undefined> {
  return stage.second === undefined ? undefined : readIfThere(stage, stage.second.path);
}

/** Judges that the sibling is as it was. */
export async function judgeNeighbour(
  stage: CreatedStage,
  operation: Operation,
  { neighbour, exchange }: { readonly neighbour: Exchange | undefined; readonly exchange: Exchange },
): Promise<void> {
  const { run, lifecycle, volatile } = stage;
  const retrieve = stage.operation("retrieve");
  if (neighbour === undefined || retrieve === undefined || stage.second === undefined) {
    run.leave("neighbour-unharmed", operation, "there was no neighbour to look at");
    return;
  }
  const now = await run.call(retrieve, { ...requiredInput(run.session, retrieve), path: stage.second.path });
  const found = now.answer.kind === "answer" ? now.answer.status : 0;
  if (found === 429) return run.leave("neighbour-unharmed", operation, keptWaiting);
  if (found < 200 || found > 299) {
    const fault = {
      expected: "the neighbour to be read as before",
      found: now.answer.kind === "answer" ? `status ${found}` : now.answer.reason,
    };
    run.judge("neighbour-unharmed", exchange, fault);
    return;
  }
  const members = shared(
    documentedMembers(run, lifecycle, neighbour),
    documentedMembers(run, lifecycle, now),
    volatile,
  );
  run.judge("neighbour-unharmed", exchange, difference([objectIn(neighbour), objectIn(now)], members));
}
