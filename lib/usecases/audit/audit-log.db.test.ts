import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "@/db/transaction";
import type { AuditQuery } from "@/lib/contracts/audit/audit-query";
import type { SystemActor } from "@/lib/domain/access/actor";
import { type AccessWorld, accessWorld } from "@/lib/usecases/access/testing/access-world";
import { auditChoices, auditLogPage } from "@/lib/usecases/views/audit/audit-log";
import { appendAudit } from "./append-audit";
import { exportAudit } from "./export-audit";
import { verifyAuditChain } from "./verify-audit-chain";

const ROWS = 120;
const RULE_ROW = 77;
let world: AccessWorld;

/** Rows 30 and 31 on both sides of a midnight; from row 90 on, today. */
function writtenAt(row: number): Date {
  if (row === 30) return new Date("2026-11-09T22:30:00Z");
  if (row === 31) return new Date("2026-11-09T23:30:00Z");
  if (row < 30) return new Date("2026-11-01T08:00:00Z");
  return row < 90 ? new Date("2026-11-15T08:00:00Z") : world.clock.now;
}

beforeAll(async () => {
  world = await accessWorld();
  for (let row = 1; row <= ROWS; row += 1) {
    const actor = { ...world.system.actor, ...(row === RULE_ROW ? { rule: true as const } : {}) };
    await inTransaction(world.db, (tx) =>
      appendAudit(
        tx,
        actor as SystemActor,
        {
          action: row % 2 ? "flow.retry" : "flow.hold",
          subject: { kind: "flow", id: row === 44 ? "SHP-10044" : String(row) },
          after: { row, deep: { b: 1, a: 2 } },
          ...(row === 60 ? { reason: "=1+1 the customer asked" } : {}),
        },
        writtenAt(row),
      ),
    );
  }
});
afterAll(() => world.close());

describe("reading the audit log", () => {
  it("turns pages by key, down to the first row and up again, without a gap or a repeat", async () => {
    const first = await auditLogPage(world.system, {});
    const second = await auditLogPage(world.system, { before: first.olderBefore ?? 0 });
    const third = await auditLogPage(world.system, { before: second.olderBefore ?? 0 });
    const seqs = [first, second, third].flatMap((page) => page.rows.map((row) => row.seq));
    expect(seqs).toEqual(Array.from({ length: ROWS }, (_, index) => ROWS - index));
    expect([first.newerAfter, third.olderBefore]).toEqual([null, null]);

    const up = await auditLogPage(world.system, { after: third.newerAfter ?? 0 });
    expect(up.rows).toEqual(second.rows);
    const top = await auditLogPage(world.system, { after: up.newerAfter ?? 0 });
    expect(top.rows).toEqual(first.rows);
    expect(top.newerAfter).toBeNull();
  });

  it("filters by action and subject and offers the actions there are", async () => {
    const held = await auditLogPage(world.system, { action: "flow.hold" });
    expect(new Set(held.rows.map((row) => row.action))).toEqual(new Set(["flow.hold"]));
    const one = await auditLogPage(world.system, { subjectKind: "flow", subjectId: "7" });
    expect(one.rows.map((row) => row.seq)).toEqual([7]);
    expect(await auditChoices(world.system)).toEqual({
      actions: ["flow.hold", "flow.retry"],
      subjectKinds: ["flow"],
    });
  });
});

describe("finding rows in the audit log", () => {
  const seqsOf = async (query: AuditQuery) =>
    (await auditLogPage(world.system, query)).rows.map(({ seq }) => seq);

  it("by who: a person, a service or a rule", async () => {
    expect(await seqsOf({ who: "rule" })).toEqual([RULE_ROW]);
    expect(await seqsOf({ who: "user" })).toEqual([]);
    expect((await seqsOf({ who: "system" })).length).toBe(50);
  });

  it("by the beginnings of words anywhere in the row, numbers by their parts", async () => {
    expect(await seqsOf({ q: "customer asked" })).toEqual([60]);
    expect(await seqsOf({ q: "shp-10044" })).toEqual([44]);
    expect(await seqsOf({ q: "ASK cust" })).toEqual([60]);
    expect(await seqsOf({ q: "nobody said this" })).toEqual([]);
    expect((await seqsOf({ q: "'; drop & | !" })).length).toBe(0);
    expect((await seqsOf({ q: "-- &" })).length).toBe(50);
  });

  it("by days where the company is, both included", async () => {
    // Amsterdam is an hour ahead: row 30 was written at 23:30 there, row 31 at half past midnight.
    expect(await seqsOf({ from: "2026-11-10", until: "2026-11-10" })).toEqual([31]);
    expect(await seqsOf({ from: "2026-11-09", until: "2026-11-10" })).toEqual([31, 30]);
    expect((await seqsOf({ days: 1 })).at(-1)).toBe(90);
  });
});

describe("taking the audit log away", () => {
  const text = async (query: AuditQuery, format: "csv" | "jsonl") => {
    const taken = await exportAudit(world.system, query, format);
    const pieces: string[] = [];
    for await (const piece of taken.pieces) pieces.push(piece);
    return { ...taken, pieces };
  };

  it("gives every row that fits, in pieces, and says in the log that it did", async () => {
    const { pieces, fileName } = await text({ subjectKind: "flow" }, "jsonl");
    const rows = pieces
      .join("")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: ROWS }, (_, index) => ROWS - index));
    expect(rows[0]).toMatchObject({ subjectKind: "flow", hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(fileName).toBe("audit-log-2026-11-20.jsonl");
    const [newest] = (await auditLogPage(world.system, {})).rows;
    expect(newest).toMatchObject({ action: "audit.export", after: { subjectKind: "flow" } });
  });

  it("writes one record a row for spreadsheets, with no cell they would run", async () => {
    const { pieces } = await text({ q: "customer asked", subjectKind: "flow" }, "csv");
    const [header, row, ...rest] = pieces.join("").trimEnd().split("\r\n");
    expect(header).toContain("row,at,actor_kind");
    expect(row).toContain(",'=1+1 the customer asked,");
    expect(rest).toEqual([]);
  });

  it("is refused to who may not read it", async () => {
    const dispatcher = await world.add("eve@acme.example", "dispatcher");
    await expect(exportAudit(dispatcher, {}, "csv")).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("checking the audit log", () => {
  it("finds it unchanged when nobody touched it", async () => {
    expect(await verifyAuditChain(world.system)).toMatchObject({ intact: true });
  });

  it("is refused a change by the database itself", async () => {
    await expect(world.db.execute(sql`update audit_log set reason = 'x' where seq = 5`)).rejects.toThrow();
    await expect(world.db.execute(sql`delete from audit_log where seq = 5`)).rejects.toThrow();
  });
});
