import type { ClaimedCommand } from "@/db/queries/commands/claim-commands";
import { insertAttempt, markSent, markUnsent } from "@/db/queries/commands/note-outcome";
import { inTransaction } from "@/db/transaction";
import type { OdooClient } from "@/lib/connectors/odoo/client/odoo-client";
import { withTraceparent } from "@/lib/connectors/odoo/client/trace-header";
import type { CommandHandler, CommandRequest, Finding } from "@/lib/connectors/odoo/commands/handler";
import { COMMAND_HANDLERS } from "@/lib/connectors/odoo/commands/handlers";
import type { CommandBaseline, CommandKind, CommandResult } from "@/lib/domain/command/command";
import { afterFailure, type CommandStep } from "@/lib/domain/command/failure";
import { formatTraceparent } from "@/lib/domain/trace/trace-context";
import { BreakerOpenError, withBreaker } from "@/lib/usecases/odoo/breaker";
import { spanOfCommand, traceOfCommand } from "@/lib/usecases/trace/effect-spans";
import { newSpanId } from "@/lib/usecases/trace/tracing";
import { type CommandDeps, leaseTime } from "./command-deps";
import { ExchangeLog } from "./exchange-log";
import { failureOf, isNamedRefusal } from "./failure-of";
import { attemptOf, noteConfirmed, noteFailure, putBack, type Try } from "./note-try";
import { type Watch, watchedClient } from "./watched-client";

interface Run extends Try {
  readonly deps: CommandDeps;
  readonly client: OdooClient;
  readonly handler: CommandHandler<CommandKind>;
  request: CommandRequest<CommandKind>;
  readonly watch: Watch;
  /** What Odoo showed before the plan. */
  found?: Finding;
}

/**
 * Tells one leased command to Odoo: look up, plan, commit the intent, send, look up again. Every way out is written down with the lease; a
 * process that ends anywhere leaves a row from which another finds the effect before it sends anything.
 */
export async function executeCommand(deps: CommandDeps, command: ClaimedCommand): Promise<void> {
  const tried: Try = {
    command,
    log: new ExchangeLog(),
    startedAt: deps.now(),
    kind: "look_up",
    state: command.state,
  };
  const spanId = newSpanId();
  const startMs = Date.now();
  // Odoo, and whatever stands before it, can write the same trace into its own log.
  try {
    await withTraceparent(formatTraceparent(traceOfCommand(command), spanId), () => tell(deps, tried));
  } finally {
    spanOfCommand(command, { spanId, startMs, endMs: Date.now(), error: tried.failure ?? null });
  }
}

async function tell(deps: CommandDeps, tried: Try): Promise<void> {
  const { command } = tried;
  let step: CommandStep = "look_up";
  let run: Run | undefined;
  try {
    await reached(deps, command, "claimed");
    run = await open(deps, tried);
    const found = await run.handler.lookUp(run.client, run.request);
    await reached(deps, command, "looked_up");
    if (found.state === "done") return await noteConfirmed(deps, run, found, "Odoo shows it already");
    run.found = found;
    step = "plan";
    const plan = await run.handler.plan(run.client, run.request, found);
    await reached(deps, command, "planned");
    if (!(await commitIntent(run, run.handler.baselineOf?.(plan) ?? null))) return;
    await reached(deps, command, "sent");
    step = "send";
    await run.handler.send(run.client, plan);
    await reached(deps, command, "written");
    await verify(run);
    await reached(deps, command, "noted");
  } catch (error) {
    await failed(deps, run ?? tried, step, run, error);
  }
}

async function open(deps: CommandDeps, tried: Try): Promise<Run> {
  const { command } = tried;
  const watch: Watch = {
    guard: (call) => throughBreaker(deps, command, call),
    log: tried.log,
    onWrite: (moment, what) => reached(deps, command, `${moment} ${what}`),
    wrote: false,
  };
  const client = watchedClient(await deps.openClient(command), watch);
  const request = {
    kind: command.kind,
    operationKey: command.operationKey,
    payload: command.payload,
    today: deps.now().toISOString().slice(0, 10),
    baseline: command.baseline,
  } as CommandRequest<CommandKind>;
  const handler = COMMAND_HANDLERS[command.kind] as CommandHandler<CommandKind>;
  return Object.assign(tried, { deps, client, handler, request, watch });
}

/** Odoo's no to one command is an answer: it says nothing against the connection, however Odoo words it. */
async function throughBreaker<T>(
  deps: CommandDeps,
  command: ClaimedCommand,
  call: () => Promise<T>,
): Promise<T> {
  const answered = (error: unknown) => {
    if (isNamedRefusal(error)) return { error };
    throw error;
  };
  const reply = await withBreaker(deps.db, command, deps.now, () =>
    call().then((value) => ({ value }), answered),
  );
  if ("error" in reply) throw reply.error;
  return reply.value;
}

/** The row says `sent` before a byte leaves. An uncertain command has been looked up by now and is pending again, which is kept as a try. */
async function commitIntent(run: Run, baseline: CommandBaseline | null): Promise<boolean> {
  const { deps, command } = run;
  const sentAt = deps.now();
  const isMine = await inTransaction(deps.db, async (tx) => {
    if (run.state === "uncertain") {
      if (!(await markUnsent(tx, command))) return false;
      const nothing = { errorClass: null, error: null };
      await insertAttempt(tx, command, attemptOf(run, sentAt, "not in Odoo, sent again", nothing));
    }
    const { leasedUntil } = await leaseTime(deps, tx);
    return markSent(tx, command, { sentAt, leasedUntil, baseline });
  });
  if (!isMine) return false;
  run.request = { ...run.request, baseline: run.request.baseline ?? baseline };
  run.state = "sent";
  run.kind = "send";
  return true;
}

/** HTTP 200 is not done: only what Odoo shows counts. */
async function verify(run: Run): Promise<void> {
  const found = await run.handler.lookUp(run.client, run.request);
  if (found.state === "done") return noteConfirmed(run.deps, run, found, "done");
  const message = notShown(found);
  return noteFailure(run.deps, run, { kind: "uncertain", message }, { state: "uncertain", again: "later" });
}

function notShown(found: Finding): string {
  return found.state === "begun"
    ? `Odoo answered without an error, but ${found.result.name ?? "the document"} is still ${found.result.state}.`
    : "Odoo answered without an error, but shows no effect. It is looked up again.";
}

async function failed(
  deps: CommandDeps,
  tried: Try,
  step: CommandStep,
  run: Run | undefined,
  error: unknown,
): Promise<void> {
  const wrote = run?.watch.wrote ?? false;
  if (error instanceof BreakerOpenError) return putBack(deps, tried, error.retryAt, wrote);
  const failure = failureOf(error);
  if (!failure) throw error;
  const after = afterFailure(tried.state, step, failure.kind, wrote);
  const wasSent = step === "send" || (step === "plan" && tried.command.state === "uncertain");
  if (after.state !== "rejected" || !wasSent || !run)
    return noteFailure(deps, tried, failure, after, begunOf(run?.found));
  // "Already posted", "nothing to invoice": Odoo's no may mean that an earlier or doubled request did it.
  let found: Finding;
  try {
    found = await run.handler.lookUp(run.client, run.request);
    if (found.state === "done") return await noteConfirmed(deps, run, found, "done by an earlier request");
  } catch (second) {
    if (second instanceof BreakerOpenError || failureOf(second)) {
      return noteFailure(deps, run, failure, { state: "uncertain", again: "later" });
    }
    throw second;
  }
  return noteFailure(deps, run, failure, after, begunOf(found));
}

/** Undefined: not known. */
function begunOf(found: Finding | undefined): CommandResult | null | undefined {
  if (!found) return undefined;
  return found.state === "begun" ? found.result : null;
}

async function reached(deps: CommandDeps, command: ClaimedCommand, step: string): Promise<void> {
  await deps.onStep?.(step, command.operationKey);
}
