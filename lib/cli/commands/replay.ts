import { type Command, InvalidArgumentError, Option } from "commander";
import { InvalidError } from "@/lib/domain/app-error";
import { MESSAGE_STATES, type MessageState } from "@/lib/domain/message/message-state";
import { connectionBySlug } from "@/lib/usecases/connections/connection-by-slug";
import type { Context } from "@/lib/usecases/context";
import { planReplay, replayMany } from "@/lib/usecases/messages/replay-many";
import { REPLAYABLE } from "@/lib/usecases/messages/replay-message";
import { pipelineLag } from "@/lib/usecases/views/messages/pipeline-lag";
import { withCompany } from "../company-context";
import { withProgress } from "../progress";

interface ReplayOptions {
  readonly message?: readonly string[];
  readonly connection?: string;
  readonly state?: readonly MessageState[];
  readonly reason?: string;
  readonly since?: Date;
  readonly until?: Date;
  readonly dryRun?: boolean;
  readonly company?: string;
}

/** What a replay is for when nothing else is said: what a fix of a mapping or a new reference may help. */
const HELPED_BY_A_FIX: readonly MessageState[] = ["quarantined", "ambiguous", "unmatched"];

/** `milepost replay`: runs messages again after a fix, with the plan first. */
export function register(command: Command): void {
  command
    .option("--message <id...>", "these messages", (id: string, before: string[] = []) => [
      ...before,
      uuid(id),
    ])
    .option("--connection <name>", "messages of this connection, as `milepost connection list` names it")
    .addOption(
      new Option(
        "--state <state...>",
        `messages in these states (${HELPED_BY_A_FIX.join(", ")} when left out)`,
      ).choices(REPLAYABLE),
    )
    .option("--reason <code>", "messages with this reason code")
    .option("--since <time>", "received at or after this time, ISO 8601", instant)
    .option("--until <time>", "received before this time, ISO 8601", instant)
    .option("--dry-run", "show the plan only; nothing is changed")
    .option("--company <slug>", "which company, when there are several")
    .addHelpText(
      "after",
      "\nPrints how many messages of which state and reason run again, then asks the worker to run them. What is on a timeline\nalready is not added twice. Conflicts and ignored messages wait for a person's word and are never part of it.",
    )
    .action(replay);
}

async function replay(options: ReplayOptions): Promise<void> {
  if (!options.message && !options.connection && !options.state && !options.reason && !options.since) {
    throw new InvalidError(
      "Say which messages: --message, --connection, --state, --reason or --since. Nothing was changed.",
    );
  }
  await withCompany(options.company, async (ctx) => {
    const selection = await selectionOf(ctx, options);
    const groups = await planReplay(ctx, selection);
    const total = groups.reduce((sum, group) => sum + group.count, 0);
    for (const { state, reasonCode, count } of groups) {
      const label = MESSAGE_STATES[state].label.toLowerCase();
      process.stdout.write(
        `${String(count).padStart(9)}  ${label.padEnd(16)}  ${reasonCode ?? "no reason given"}\n`,
      );
    }
    process.stdout.write(`${String(total).padStart(9)}  in all\n`);
    if (total === 0 || options.dryRun) {
      process.stdout.write(
        total === 0 ? "Nothing matches.\n" : "Nothing was changed; leave --dry-run out to run them.\n",
      );
      return;
    }
    const queued = await withProgress({ label: "replay", total, unit: "messages" }, (progress) =>
      replayMany(ctx, selection, (seen) => progress.advance(seen)),
    );
    process.stdout.write(`${expectation(queued, total)}${await workerNote(ctx)}\n`);
  });
}

async function selectionOf(ctx: Context, options: ReplayOptions) {
  const connection = options.connection ? await connectionBySlug(ctx, options.connection) : undefined;
  const states = options.state ?? (options.message ? REPLAYABLE : HELPED_BY_A_FIX);
  return {
    states,
    ...(options.message ? { ids: options.message } : {}),
    ...(connection ? { connectionId: connection.id } : {}),
    ...(options.reason ? { reasonCode: options.reason } : {}),
    ...(options.since ? { since: options.since } : {}),
    ...(options.until ? { until: options.until } : {}),
  };
}

function expectation(queued: number, total: number): string {
  const waiting = total - queued;
  const already = waiting > 0 ? ` ${waiting} waited already.` : "";
  return `${queued} will run again.${already} The worker takes them in the order they came in; see Messages for what became of them.`;
}

async function workerNote(ctx: Context): Promise<string> {
  const { workerIsMissing } = await pipelineLag(ctx);
  return workerIsMissing
    ? "\nNo worker runs right now: they wait until one is started (npm run worker)."
    : "";
}

function uuid(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
    throw new InvalidArgumentError("It is no message id");
  return text.toLowerCase();
}

function instant(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError("Write it as 2026-03-10 or 2026-03-10T09:15:00Z");
  return at;
}
