// What HTTP asks of every path, whatever the document says: RFC 9110 for methods that it does not have.
import type { Operation } from "@specloom/api-model";
import type { Exchange } from "../exchange/exchange.ts";
import { establishPath } from "./create-item.ts";
import { requiredInput } from "./required-input.ts";
import type { ScenarioRun } from "./scenario-run.ts";

/** Asks one path for a method that it does not have, for HEAD, and for what lies behind it. */
export async function runProtocolLaws(run: ScenarioRun, operation: Operation): Promise<void> {
  const { model } = run.session;
  const path = await establishPath(run, operation);
  const own = model.operations.filter((each) => each.path === operation.path);
  const input = { ...requiredInput(run.session, operation), path };
  const undeclared = (["PUT", "PATCH", "POST"] as const).find((name) =>
    own.every(({ method }) => method !== name),
  );
  await run.attempt(async () => {
    if (undeclared === undefined || run.session.readOnly) return;
    const exchange = await run.send(operation, { ...input, method: undeclared });
    judgeNotAllowed(run, exchange, { own, method: undeclared });
  });
  await run.attempt(async () => {
    const [plain, head] = [
      await run.callValid(operation, input),
      await run.send(operation, { ...input, method: "HEAD" }),
    ];
    judgeHead(run, plain.answer.status, head);
  });
  await run.attempt(async () => {
    const exchange = await run.send(operation, { ...input, pathSuffix: "/specloom/no/such/path" });
    const status = statusOf(exchange);
    const fault = { expected: "a 4xx for a path that the document does not have", found: `status ${status}` };
    const isFound = status >= 200 && status < 300;
    run.judge("unknown-path", exchange, isFound || isFailure(status) ? fault : undefined);
  });
}

function judgeNotAllowed(
  run: ScenarioRun,
  exchange: Exchange,
  { own, method }: { readonly own: readonly Operation[]; readonly method: string },
): void {
  const { answer, operation } = exchange;
  const status = statusOf(exchange);
  if (answer.kind === "no-answer") return run.leave("method-not-allowed", operation, answer.reason);
  const failed = {
    expected: `no 5xx but 501 for ${method}, which the document does not have`,
    found: `status ${status}`,
  };
  if (status !== 405)
    return run.judge("method-not-allowed", exchange, isFailure(status) ? failed : undefined);
  const listed = (answer.headers.get("allow") ?? "").split(",");
  const allow = new Set(listed.map((name) => name.trim().toUpperCase()));
  const missing = own.find((each) => !allow.has(each.method));
  const found = answer.headers.get("allow") ?? "no such header";
  const fault = missing && { expected: `${missing.method} in the header Allow of a 405`, found };
  run.judge("method-not-allowed", exchange, fault);
}

function judgeHead(run: ScenarioRun, expected: number, exchange: Exchange): void {
  const { answer, operation } = exchange;
  const status = statusOf(exchange);
  if (answer.kind === "no-answer" || status >= 300) {
    const fault = { expected: "no 5xx but 501 for HEAD", found: `status ${status}` };
    if (isFailure(status)) run.judge("head-like-get", exchange, fault);
    else run.leave("head-like-get", operation, "HEAD is not served");
    return;
  }
  const fault =
    status === expected
      ? { expected: "no body in the answer to HEAD", found: `${answer.text.length} characters` }
      : { expected: `status ${expected}: as GET`, found: `status ${status}` };
  run.judge("head-like-get", exchange, status === expected && answer.text === "" ? undefined : fault);
}

/** A 5xx that says neither that a method is not implemented nor that there is too much to do. */
function isFailure(status: number): boolean {
  return status >= 500 && status !== 501 && status !== 503;
}

function statusOf({ answer }: Exchange): number {
  return answer.kind === "answer" ? answer.status : 0;
}
