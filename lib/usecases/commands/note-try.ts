import type { Transaction } from "@/db/client";
import type { ClaimedCommand } from "@/db/queries/commands/claim-commands";
import {
  type AttemptRow,
  insertAttempt,
  noteOutcome,
  type Outcome,
} from "@/db/queries/commands/note-outcome";
import { insertHints } from "@/db/queries/odoo/insert-hints";
import { inTransaction } from "@/db/transaction";
import type { Finding } from "@/lib/connectors/odoo/commands/handler";
import type { CommandResult } from "@/lib/domain/command/command";
import type { CommandState } from "@/lib/domain/command/command-state";
import { type AfterFailure, afterFailure, retryDelayMs } from "@/lib/domain/command/failure";
import { log } from "@/lib/log";
import type { CommandDeps } from "./command-deps";
import type { ExchangeLog } from "./exchange-log";
import type { Failure } from "./failure-of";

/** One try of a command while it is under way. */
export interface Try {
  readonly command: ClaimedCommand;
  readonly log: ExchangeLog;
  readonly startedAt: Date;
  kind: AttemptRow["kind"];
  /** As it is stored now. */
  state: CommandState;
  /** The class of what kept it from its end. */
  failure?: string;
}

const HINT_AFTER_MS = 1_000;

/** Odoo shows the effect: the command is confirmed, and what it touched is read back soon. */
export async function noteConfirmed(
  deps: CommandDeps,
  tried: Try,
  found: Extract<Finding, { state: "done" }>,
  said: string,
): Promise<void> {
  const at = deps.now();
  const outcome = {
    state: "confirmed",
    nextTryAt: null,
    settledAt: at,
    checkedAt: at,
    result: found.result,
    errorClass: null,
    error: null,
  } as const;
  await settle(deps, tried, outcome, said, (tx) =>
    insertHints(tx, tried.command, found.touched, {
      hintedAt: at,
      readAfter: new Date(at.getTime() + HINT_AFTER_MS),
    }),
  );
}

/** It failed: rejected for good, or waiting for another try. What Odoo has of it so far (`begun`) is named; null where it was looked up and is not there. */
export async function noteFailure(
  deps: CommandDeps,
  tried: Try,
  failure: Failure,
  after: AfterFailure,
  begun?: CommandResult | null,
): Promise<void> {
  const at = deps.now();
  tried.failure = failure.kind;
  const delayMs =
    retryDelayMs(after.again, tried.command.tries + 1, Math.random(), failure.retryAfterMs) *
    (deps.waitFactor ?? 1);
  const isOver = after.again === "never";
  const outcome = {
    state: after.state,
    nextTryAt: isOver ? null : new Date(at.getTime() + delayMs),
    settledAt: isOver ? at : null,
    errorClass: failure.kind,
    error: failure.message,
    ...(begun === undefined ? {} : { result: begun }),
  };
  await settle(deps, tried, outcome, after.state);
}

/** Nothing was asked because the connection's breaker is open: back in the queue, without a try. */
export async function putBack(
  deps: CommandDeps,
  tried: Try,
  retryAt: Date,
  wroteBefore: boolean,
): Promise<void> {
  const { state } = afterFailure(tried.state, "send", "connection", wroteBefore);
  // Drawn apart, so that a queue that waited does not come back in one instant.
  const spreadMs = Math.random() * 2_000 * (deps.waitFactor ?? 1);
  const nextTryAt = new Date(Math.max(retryAt.getTime(), deps.now().getTime()) + spreadMs);
  await inTransaction(deps.db, (tx) =>
    noteOutcome(tx, tried.command, [tried.state], {
      state,
      nextTryAt,
      settledAt: null,
      errorClass: "connection",
      error: "Odoo is not asked for now, because it did not answer. This waits and goes out by itself.",
    }),
  );
}

async function settle(
  deps: CommandDeps,
  tried: Try,
  outcome: Outcome,
  said: string,
  also: (tx: Transaction) => Promise<void> = async () => undefined,
): Promise<void> {
  const { command } = tried;
  const isMine = await inTransaction(deps.db, async (tx) => {
    if (!(await noteOutcome(tx, command, [tried.state], outcome))) return false;
    await insertAttempt(tx, command, attemptOf(tried, deps.now(), said, outcome));
    await also(tx);
    return true;
  });
  if (isMine) tried.state = outcome.state;
  else log("warn", "a command's lease was lost, another worker decides", { command: command.id });
}

/** The try as it is kept. */
export function attemptOf(
  tried: Try,
  endedAt: Date,
  outcome: string,
  { errorClass, error }: Pick<Outcome, "errorClass" | "error">,
): AttemptRow {
  const { kind, startedAt } = tried;
  return { kind, startedAt, endedAt, outcome, errorClass, error, ...tried.log.kept() };
}
