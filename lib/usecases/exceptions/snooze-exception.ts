import type { Transaction } from "@/db/client";
import { selectToldMilestone } from "@/db/queries/watch/told-milestone";
import { type Acted, type SnoozeInput, snoozeInput } from "@/lib/contracts/exceptions/exception-input";
import { ConflictError, InvalidError } from "@/lib/domain/app-error";
import { MILESTONE_RULES, type Milestone } from "@/lib/domain/event/milestone";
import { TOLD_ONCE } from "@/lib/domain/exception/snooze-end";
import { MINUTE_MS } from "@/lib/domain/time/instant";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { type Act, actOnException } from "./act-on-exception";
import { readEnd } from "./read-end";

interface Snooze {
  readonly untilAt: string | null;
  readonly untilEvent: Milestone | null;
}

/** Puts it away until a moment, until an event on its shipment, or whichever comes first. */
export async function snoozeException(ctx: Context, given: SnoozeInput): Promise<Acted> {
  const input = readInput(snoozeInput, given);
  return actOnException(ctx, input, snooze(input));
}

export function snooze({ untilAt, untilEvent }: Snooze): Act {
  const until = untilAt === null ? null : new Date(untilAt);
  return {
    action: "snooze",
    isDone: (row) =>
      row.state === "snoozed" &&
      row.snoozedUntil?.getTime() === until?.getTime() &&
      row.snoozedForEvent === untilEvent,
    change: async (tx, row, { at }) => {
      if (untilEvent !== null && row.subjectKind !== "shipment")
        throw new InvalidError(
          "Only an exception of a shipment can wait for an event. Nothing was changed.",
          {
            untilEvent: "Choose a time instead.",
          },
        );
      if (untilEvent !== null && row.shipmentId !== null)
        await refuseTold(tx, row.companyId, row.shipmentId, untilEvent, at);
      return {
        state: "snoozed",
        snoozedUntil: untilAt === null ? null : readEnd(untilAt, at),
        snoozedForEvent: untilEvent,
      };
    },
    note: null,
  };
}

/** Whoever waits for it has not seen it yet. */
const JUST_NOW_MS = 2 * MINUTE_MS;

/** What has come already would never end the snooze. @throws {ConflictError} for what was told just now, or is told only once. */
async function refuseTold(
  tx: Transaction,
  companyId: number,
  shipmentId: string,
  milestone: Milestone,
  now: Date,
): Promise<void> {
  const { recordedAt, deliveredAt } = await selectToldMilestone(tx, companyId, shipmentId, milestone);
  if (recordedAt === null) return;
  const isOver = TOLD_ONCE.has(milestone) && (milestone !== "delivered" || deliveredAt !== null);
  if (!isOver && now.getTime() - recordedAt.getTime() > JUST_NOW_MS) return;
  throw new ConflictError(
    `“${MILESTONE_RULES[milestone].label}” was told already. Nothing was changed; look again, or choose a time.`,
  );
}
