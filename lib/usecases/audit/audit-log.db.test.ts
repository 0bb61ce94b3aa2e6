import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "@/db/transaction";
import { type AccessWorld, accessWorld } from "@/lib/usecases/access/testing/access-world";
import { auditActions, auditLogPage } from "@/lib/usecases/views/audit-log";
import { appendAudit } from "./append-audit";
import { verifyAuditChain } from "./verify-audit-chain";

const ROWS = 120;
let world: AccessWorld;

beforeAll(async () => {
  world = await accessWorld();
  for (let row = 1; row <= ROWS; row += 1) {
    await inTransaction(world.db, (tx) =>
      appendAudit(
        tx,
        world.system.actor,
        {
          action: row % 2 ? "flow.retry" : "flow.hold",
          subject: { kind: "flow", id: String(row) },
          after: { row, deep: { b: 1, a: 2 } },
        },
        world.clock.now,
      ),
    );
  }
});
afterAll(() => world.close());

/** As someone with the password of the database would: past the trigger that refuses it. */
const tamper = (statement: ReturnType<typeof sql>) =>
  inTransaction(world.db, async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(statement);
  });

describe("reading the audit log", () => {
  it("turns pages by key, down to the first row and up again, without a gap or a repeat", async () => {
    const first = await auditLogPage(world.system, {}, {});
    const second = await auditLogPage(world.system, {}, { before: first.olderBefore ?? 0 });
    const third = await auditLogPage(world.system, {}, { before: second.olderBefore ?? 0 });
    const seqs = [first, second, third].flatMap((page) => page.rows.map((row) => row.seq));
    expect(seqs).toEqual(Array.from({ length: ROWS }, (_, index) => ROWS - index));
    expect([first.newerAfter, third.olderBefore]).toEqual([null, null]);

    const up = await auditLogPage(world.system, {}, { after: third.newerAfter ?? 0 });
    expect(up.rows).toEqual(second.rows);
    const top = await auditLogPage(world.system, {}, { after: up.newerAfter ?? 0 });
    expect(top.rows).toEqual(first.rows);
    expect(top.newerAfter).toBeNull();
  });

  it("filters by action and subject and offers the actions there are", async () => {
    const held = await auditLogPage(world.system, { action: "flow.hold" }, {});
    expect(new Set(held.rows.map((row) => row.action))).toEqual(new Set(["flow.hold"]));
    const one = await auditLogPage(world.system, { subjectKind: "flow", subjectId: "7" }, {});
    expect(one.rows.map((row) => row.seq)).toEqual([7]);
    expect(await auditActions(world.system)).toEqual(["flow.hold", "flow.retry"]);
  });
});

describe("checking the audit log", () => {
  it("finds it unchanged when nobody touched it", async () => {
    expect(await verifyAuditChain(world.system)).toMatchObject({ intact: true, rows: ROWS });
  });

  it("is refused a change by the database itself", async () => {
    await expect(world.db.execute(sql`update audit_log set reason = 'x' where seq = 5`)).rejects.toThrow();
    await expect(world.db.execute(sql`delete from audit_log where seq = 5`)).rejects.toThrow();
  });

  it("names the row that was changed, and the rows that are gone", async () => {
    await tamper(sql`update audit_log set actor_name = 'somebody else' where seq = 40`);
    expect(await verifyAuditChain(world.system)).toMatchObject({ intact: false, brokenAtSeq: 40 });
    await tamper(sql`update audit_log set actor_name = 'Milepost, test' where seq = 40`);
    expect(await verifyAuditChain(world.system)).toMatchObject({ intact: true });

    await tamper(sql`delete from audit_log where seq > ${ROWS - 3}`);
    expect(await verifyAuditChain(world.system)).toMatchObject({ intact: false, brokenAtSeq: ROWS - 2 });
    await tamper(sql`delete from audit_log where seq in (60, 61)`);
    expect(await verifyAuditChain(world.system)).toMatchObject({
      intact: false,
      brokenAtSeq: 62,
      why: "Rows 60 to 61 are gone.",
    });
  });
});
