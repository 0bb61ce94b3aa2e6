import { InvalidError } from "@/lib/domain/app-error";
import { DAY_MS } from "@/lib/domain/time/instant";

const LONGEST_DAYS = 366;

/** The end of a snooze or of an ignore. @throws {InvalidError} when it is over already or more than a year away. */
export function readEnd(untilAt: string, now: Date): Date {
  const until = new Date(untilAt);
  const aheadMs = until.getTime() - now.getTime();
  if (aheadMs <= 0)
    throw new InvalidError("That time is past already. Nothing was changed.", {
      untilAt: "Choose a time to come.",
    });
  if (aheadMs > LONGEST_DAYS * DAY_MS)
    throw new InvalidError("That is more than a year away. Nothing was changed.", {
      untilAt: "Choose a day within a year.",
    });
  return until;
}
