import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "@/db/transaction";
import { type AccessWorld, accessWorld } from "@/lib/usecases/access/testing/access-world";
import { appendAudit, auditHash } from "./append-audit";
import { verifyAuditChain } from "./verify-audit-chain";

/** More than one batch of the walk. */
const ROWS = 2_050;
let world: AccessWorld;

beforeAll(async () => {
  world = await accessWorld();
  await inTransaction(world.db, async (tx) => {
    for (let row = 1; row <= ROWS; row += 1) {
      const entry = {
        action: "flow.retry",
        subject: { kind: "flow", id: String(row) },
        reason: "asked",
        after: { row },
      };
      await appendAudit(tx, world.system.actor, entry, world.clock.now);
    }
  });
  await world.db.execute(sql`create table kept as select * from audit_log`);
  await world.db.execute(sql`create table kept_head as select * from audit_head`);
}, 120_000);
afterAll(() => world.close());

/** As the owner of the database would, past the trigger that refuses it. */
async function tamper(...statements: ReturnType<typeof sql>[]): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await tx.execute(sql`alter table audit_log disable trigger all`);
    for (const statement of statements) await tx.execute(statement);
    await tx.execute(sql`alter table audit_log enable trigger all`);
  });
}

beforeEach(() =>
  tamper(
    sql`delete from audit_log`,
    sql`insert into audit_log select * from kept`,
    sql`delete from audit_head`,
    sql`insert into audit_head select * from kept_head`,
  ),
);

const broken = (brokenAtSeq: number, why: RegExp) => ({
  intact: false,
  brokenAtSeq,
  why: expect.stringMatching(why),
});
const verify = () => verifyAuditChain(world.system);

describe("whoever may write past the trigger is found out", () => {
  it("not when nothing was touched", async () => {
    expect(await verify()).toMatchObject({ intact: true, rows: ROWS });
  });

  for (const [field, value] of Object.entries({
    at: sql`at + interval '1 microsecond' * 1000`,
    actor_kind: sql`'user'`,
    actor_id: sql`'other'`,
    actor_name: sql`'R. Vos'`,
    action: sql`'flow.hold'`,
    subject_kind: sql`'shipment'`,
    subject_id: sql`'8'`,
    reason: sql`null`,
    before: sql`'{}'`,
    after: sql`'{"row": 8}'`,
    previous_hash: sql`hash`,
    hash: sql`previous_hash`,
  }))
    it(`when ${field} of a row is changed`, async () => {
      await tamper(sql`update audit_log set ${sql.raw(field)} = ${value} where seq = 1040`);
      expect(await verify()).toMatchObject(broken(1040, /not what was written|not follow/));
    });

  it("when rows are deleted in the middle, and at the start", async () => {
    await tamper(sql`delete from audit_log where seq in (1000, 1001)`);
    expect(await verify()).toMatchObject(broken(1002, /^Rows 1000 to 1001 are gone/));
    await tamper(sql`delete from audit_log where seq < 3`);
    expect(await verify()).toMatchObject(broken(3, /^Rows 1 to 2 are gone/));
  });

  it("when a row is deleted and the others are moved up", async () => {
    await tamper(
      sql`delete from audit_log where seq = 1500`,
      sql`update audit_log set seq = -(seq - 1) where seq > 1500`,
      sql`update audit_log set seq = -seq where seq < 0`,
    );
    expect(await verify()).toMatchObject(broken(1500, /not follow/));
  });

  it("when two rows trade places", async () => {
    await tamper(
      sql`update audit_log set seq = -700 where seq = 700`,
      sql`update audit_log set seq = 700 where seq = 701`,
      sql`update audit_log set seq = 701 where seq = -700`,
    );
    expect(await verify()).toMatchObject(broken(700, /not follow/));
  });

  it("when a row is put in between, its own hash computed right", async () => {
    const [before] = (
      await world.db.execute<{ hash: Buffer }>(sql`select hash from audit_log where seq = 500`)
    ).rows;
    const companyId = world.system.actor.companyId;
    const told = {
      actorKind: "system",
      actorId: "x",
      actorName: "x",
      action: "x",
      subjectKind: "x",
      subjectId: "x",
    };
    const row = {
      companyId,
      seq: 501,
      at: world.clock.now,
      ...told,
      reason: null,
      before: null,
      after: null,
    };
    const previous = before?.hash ?? Buffer.alloc(32);
    await tamper(
      sql`update audit_log set seq = -(seq + 1) where seq > 500`,
      sql`update audit_log set seq = -seq where seq < 0`,
      sql`insert into audit_log (company_id, seq, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, previous_hash, hash)
        values (${companyId}, 501, ${row.at.toISOString()}::timestamptz, 'system', 'x', 'x', 'x', 'x', 'x', ${previous}, ${auditHash(previous, row)})`,
      sql`update audit_head set seq = seq + 1`,
    );
    expect(await verify()).toMatchObject(broken(502, /not follow/));
  });

  it("when rows are put in beside the chain, beyond its end or before its start", async () => {
    const copy = (
      seq: number,
    ) => sql`insert into audit_log (company_id, seq, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id,
      previous_hash, hash) select company_id, ${seq}, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, previous_hash, hash
      from audit_log where seq = 9`;
    await tamper(copy(ROWS + 5));
    expect(await verify()).toMatchObject(broken(ROWS + 5, /beside the chain/));
    await tamper(sql`delete from audit_log where seq > ${ROWS}`, copy(0));
    expect(await verify()).toMatchObject(broken(0, /beside the chain/));
  });

  it("when rows at the end are cut off", async () => {
    await tamper(sql`delete from audit_log where seq > ${ROWS - 3}`);
    expect(await verify()).toMatchObject(broken(ROWS - 2, /at the end/));
    await tamper(sql`delete from audit_log`);
    expect(await verify()).toMatchObject(broken(1, /at the end/));
  });

  it("when the head is cut to fit, or the chain computed anew, by a link noted outside", async () => {
    const whole = await verify();
    if (!whole.intact) throw new Error("the log is broken before anything was done");
    const noted = { seq: whole.rows, hash: whole.headHash };
    const cut = ROWS - 3;
    await tamper(
      sql`delete from audit_log where seq > ${cut}`,
      sql`update audit_head set seq = ${cut}, hash = (select hash from audit_log where seq = ${cut})`,
    );
    expect(await verify()).toMatchObject({ intact: true });
    expect(await verifyAuditChain(world.system, { noted })).toMatchObject(
      broken(cut + 1, /once had a row 2050/),
    );

    for (const id of ["a", "b", "c", "d"])
      await inTransaction(world.db, (tx) =>
        appendAudit(tx, world.system.actor, { action: "x", subject: { kind: "x", id } }, world.clock.now),
      );
    expect(await verify()).toMatchObject({ intact: true });
    expect(await verifyAuditChain(world.system, { noted })).toMatchObject(broken(ROWS, /written anew/));
  });
});
