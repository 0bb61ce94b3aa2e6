import { v5 as uuidv5 } from "uuid";
import type { Transaction } from "@/db/client";
import type { Acted, BulkAction } from "@/lib/contracts/exceptions/exception-input";
import { acknowledgement } from "../acknowledge-exception";
import { type Act, type Acting, actWithin } from "../act-on-exception";
import { assignment } from "../assign-exception";
import { commentWithin } from "../comment-on-exception";
import { ignoring } from "../ignore-exception";
import { reopening } from "../reopen-exception";
import { resolution } from "../resolve-exception";
import { snooze } from "../snooze-exception";

/** What a bulk action does to one exception; null for a comment, which overwrites nothing. */
export function actOf(input: BulkAction): Act | null {
  switch (input.action) {
    case "acknowledge":
      return acknowledgement();
    case "assign":
      return assignment(input);
    case "snooze":
      return snooze(input);
    case "resolve":
      return resolution(input);
    case "ignore":
      return ignoring(input);
    case "reopen":
      return reopening(input);
    case "comment":
      return null;
  }
}

interface Item {
  readonly runId: string;
  readonly position: number;
  readonly subjectId: string;
  readonly subjectVersion: number;
}

/** One item through the same door as a person's click. */
export async function actOnItem(tx: Transaction, item: Item, input: BulkAction, by: Acting): Promise<Acted> {
  const act = actOf(input);
  if (act)
    return actWithin(tx, { exceptionId: item.subjectId, expectedVersion: item.subjectVersion }, act, by);
  if (input.action !== "comment") throw new RangeError(`no action ${input.action}`);
  const requestId = uuidv5(String(item.position), item.runId);
  return commentWithin(tx, { exceptionId: item.subjectId, requestId, ...input }, by);
}
