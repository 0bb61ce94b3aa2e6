import type { BulkAction } from "@/lib/contracts/exceptions/exception-input";
import { wallClockText, zoneText } from "@/lib/domain/shipment/wall-clock";

interface Words {
  readonly zone: string;
  readonly now: Date;
  /** Of the person it is assigned to. */
  readonly assignee: string | null;
}

/** What a run will do, in a sentence. */
export function willHappen(input: BulkAction, count: number, words: Words): string {
  const them = count === 1 ? "1 exception" : `${count.toLocaleString("en")} exceptions`;
  switch (input.action) {
    case "acknowledge":
      return `Acknowledge ${them}.`;
    case "assign":
      return input.assigneeId === null
        ? `Take ${them} from whoever has them.`
        : `Assign ${them} to ${words.assignee ?? "someone who left"}.`;
    case "comment":
      return `Add a comment to ${them}: “${input.text}”`;
    case "snooze":
      return `Snooze ${them} until ${endsOf(input, words)}.`;
    case "resolve":
      return `Resolve ${them} with the note “${input.note}”`;
    case "ignore":
      return `Ignore ${them} until ${clock(input.untilAt, words)}: “${input.reason}”`;
    case "reopen":
      return `Open ${them} again: “${input.reason}”`;
  }
}

function endsOf({ untilAt, untilEvent }: Extract<BulkAction, { action: "snooze" }>, words: Words): string {
  const ends = [
    untilAt === null ? null : clock(untilAt, words),
    untilEvent === null ? null : `“${untilEvent.replaceAll("_", " ")}” is told`,
  ];
  return ends.filter((end) => end !== null).join(" or ");
}

function clock(at: string, { zone, now }: Words): string {
  const moment = Date.parse(at);
  return `${wallClockText(moment, zone, now.getTime())} ${zoneText(moment, zone)}`;
}
