import { v5 as uuidv5 } from "uuid";
import type { Transaction } from "@/db/client";
import { selectColleagues } from "@/db/queries/exceptions/write-exception";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { type Acted, type BulkAction, bulkActionSchema } from "@/lib/contracts/exceptions/exception-input";
import type { BulkKind } from "@/lib/usecases/bulk/bulk-kind";
import { acknowledgement } from "../acknowledge-exception";
import { type Act, type Acting, actWithin } from "../act-on-exception";
import { assignment } from "../assign-exception";
import { commentWithin } from "../comment-on-exception";
import { ignoring } from "../ignore-exception";
import { reopening } from "../reopen-exception";
import { resolution } from "../resolve-exception";
import { snooze } from "../snooze-exception";
import { willHappen } from "./bulk-words";

const BULK_SLOT = 13;

/** What a bulk action does to one exception; null for a comment, which overwrites nothing. */
function actOf(input: BulkAction): Act | null {
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

/** Exceptions, each through the same door as a person's click. */
export const exceptionKind: BulkKind = {
  permission: "exception.bulk",
  audited: "exception",
  hrefOf: ({ subjectId }) => `/exceptions/${subjectId}`,
  willHappen: async (ctx, given, count) => {
    const input = bulkActionSchema.parse(given);
    const { companyId } = ctx.actor;
    const assignee = input.action === "assign" && input.assigneeId !== null ? [input.assigneeId] : [];
    const [zone, [person]] = await Promise.all([
      selectCompanyZone(ctx.db, companyId),
      selectColleagues(ctx.db, companyId, assignee),
    ]);
    return willHappen(input, count, { zone, now: ctx.now(), assignee: person?.name ?? null });
  },
  act: async (tx, item, given, by) => {
    const { repeated } = await actOnItem(tx, item, bulkActionSchema.parse(given), { ...by, slot: BULK_SLOT });
    return repeated ? { state: "skipped", message: "It was so already." } : { state: "done", message: null };
  },
};

async function actOnItem(tx: Transaction, item: Item, input: BulkAction, by: Acting): Promise<Acted> {
  const act = actOf(input);
  if (act)
    return actWithin(tx, { exceptionId: item.subjectId, expectedVersion: item.subjectVersion }, act, by);
  if (input.action !== "comment") throw new RangeError(`no action ${input.action}`);
  const requestId = uuidv5(String(item.position), item.runId);
  return commentWithin(tx, { exceptionId: item.subjectId, requestId, ...input }, by);
}
