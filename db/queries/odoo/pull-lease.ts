import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import { odooPull } from "../../schema/odoo";
import type { OdooOwner } from "./odoo-connection";

export type PullRow = typeof odooPull.$inferSelect;

/** One claim of one model. `leaseOwner` is drawn anew for each claim, so that what a frozen worker still holds is known to be old. */
export interface PullLease extends OdooOwner {
  readonly model: string;
  readonly leaseOwner: string;
}

export interface Claim {
  readonly leaseOwner: string;
  readonly now: Date;
  readonly until: Date;
}

/** Schedules what is not scheduled yet, due at once. */
export async function ensurePulls(
  db: Executor,
  owner: OdooOwner,
  models: readonly string[],
  now: Date,
): Promise<void> {
  await db.execute(sql`
    insert into odoo_pull (company_id, connection_id, model, next_poll_at)
    select ${owner.companyId}::integer, ${owner.connectionId}::uuid, value, ${now.toISOString()}::timestamptz
    from json_array_elements_text(${jsonParameter(models)}::json)
    on conflict (company_id, connection_id, model) do nothing`);
}

/** Claims the model that has been due longest, of those equally long the first in `models`. Undefined: none is due and free. */
export async function claimDue(
  db: Executor,
  owner: OdooOwner,
  models: readonly string[],
  claim: Claim,
  only: "all" | "not_loaded" = "all",
): Promise<PullRow | undefined> {
  const order = sql`array(select json_array_elements_text(${jsonParameter(models)}::json))`;
  const due = sql`next_poll_at <= ${claim.now.toISOString()}::timestamptz and model = any(${order})`;
  const which = only === "all" ? due : sql`${due} and loaded_at is null`;
  return claimOne(db, owner, claim, which, sql`next_poll_at, array_position(${order}, model)`);
}

/** Claims this model, due or not. Undefined: somebody else has it. */
export async function claimModel(
  db: Executor,
  owner: OdooOwner,
  model: string,
  claim: Claim,
): Promise<PullRow | undefined> {
  return claimOne(db, owner, claim, sql`model = ${model}`, sql`model`);
}

async function claimOne(
  db: Executor,
  owner: OdooOwner,
  { leaseOwner, now, until }: Claim,
  which: SQL,
  order: SQL,
): Promise<PullRow | undefined> {
  const [row] = await db
    .update(odooPull)
    .set({ leaseOwner, leasedUntil: until })
    .where(
      sql`${ofOwner(owner)} and ${odooPull.model} = (
        select model from odoo_pull where company_id = ${owner.companyId} and connection_id = ${owner.connectionId}
          and (leased_until is null or leased_until <= ${now.toISOString()}::timestamptz) and ${which}
        order by ${order} limit 1 for update skip locked)`,
    )
    .returning();
  return row;
}

/** Locks the model's row until the transaction ends. False: the lease has gone to somebody else, and nothing may be written. */
export async function holdLease(tx: Transaction, lease: PullLease): Promise<boolean> {
  const rows = await tx.select({ model: odooPull.model }).from(odooPull).where(ofLease(lease)).for("update");
  return rows.length > 0;
}

export type PullPatch = Partial<Omit<PullRow, "companyId" | "connectionId" | "model" | "recordCount">> & {
  /** Added to the count of records held. */
  readonly addRecords?: number;
};

/** Writes where the reading stands. False: the lease has gone to somebody else. */
export async function updatePull(db: Executor, lease: PullLease, patch: PullPatch): Promise<boolean> {
  const { addRecords = 0, ...columns } = patch;
  const counted = addRecords === 0 ? {} : { recordCount: sql`${odooPull.recordCount} + ${addRecords}` };
  const changed = await db
    .update(odooPull)
    .set({ ...columns, ...counted })
    .where(ofLease(lease))
    .returning({ model: odooPull.model });
  return changed.length > 0;
}

export async function listPulls(db: Executor, owner: OdooOwner): Promise<PullRow[]> {
  return db.select().from(odooPull).where(ofOwner(owner));
}

const ofOwner = ({ companyId, connectionId }: OdooOwner) =>
  and(eq(odooPull.companyId, companyId), eq(odooPull.connectionId, connectionId));

const ofLease = (lease: PullLease) =>
  and(ofOwner(lease), eq(odooPull.model, lease.model), eq(odooPull.leaseOwner, lease.leaseOwner));
