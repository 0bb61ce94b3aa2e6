import type { Transaction } from "@/db/client";
import type { BulkItemRow, Settlement } from "@/db/queries/bulk/bulk-runs";
import type { UserActor } from "@/lib/domain/access/actor";
import type { Permission } from "@/lib/domain/access/permission";
import type { Context } from "@/lib/usecases/context";

export interface BulkActing {
  /** Whoever started the run, as they are now. */
  readonly actor: UserActor;
  readonly at: Date;
}

/** What a bulk run needs to know about what it acts on. */
export interface BulkKind {
  /** Plans, runs and stops it; acting on an item asks for that action's own right as well. */
  readonly permission: Permission;
  /** First part of the action's name on the audit log. */
  readonly audited: string;
  /** What a run will do, in a sentence. */
  readonly willHappen: (ctx: Context, input: unknown, count: number) => Promise<string>;
  /** Acts on one item, in the transaction that settles it, through the same door as a person's click. */
  readonly act: (tx: Transaction, item: BulkItemRow, input: unknown, by: BulkActing) => Promise<Settlement>;
  readonly hrefOf: (item: Pick<BulkItemRow, "subjectId" | "given">) => string;
}
