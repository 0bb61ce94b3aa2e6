import { type Acted, type SnoozeInput, snoozeInput } from "@/lib/contracts/exceptions/exception-input";
import { InvalidError } from "@/lib/domain/app-error";
import type { Milestone } from "@/lib/domain/event/milestone";
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
    change: async (_tx, row, { at }) => {
      if (untilEvent !== null && row.subjectKind !== "shipment")
        throw new InvalidError(
          "Only an exception of a shipment can wait for an event. Nothing was changed.",
          {
            untilEvent: "Choose a time instead.",
          },
        );
      return {
        state: "snoozed",
        snoozedUntil: untilAt === null ? null : readEnd(untilAt, at),
        snoozedForEvent: untilEvent,
      };
    },
    note: null,
  };
}
