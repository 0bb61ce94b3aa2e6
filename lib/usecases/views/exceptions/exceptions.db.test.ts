import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "@/db/transaction";
import { readExceptionQuery } from "@/lib/contracts/exceptions/exception-query";
import type { Severity } from "@/lib/domain/exception/exception";
import type { Context } from "@/lib/usecases/context";
import { acknowledgeException } from "@/lib/usecases/exceptions/acknowledge-exception";
import { assignException } from "@/lib/usecases/exceptions/assign-exception";
import { commentOnException } from "@/lib/usecases/exceptions/comment-on-exception";
import { resolveException } from "@/lib/usecases/exceptions/resolve-exception";
import { snoozeException } from "@/lib/usecases/exceptions/snooze-exception";
import {
  type ExceptionWorld,
  exceptionWorld,
  finding,
} from "@/lib/usecases/exceptions/testing/exception-world";
import { writeExceptions } from "@/lib/usecases/watch/write-exceptions";
import { exceptionPage } from "./exception-page";
import { listExceptions } from "./list-exceptions";
import { shiftHandover } from "./shift-handover";

let world: ExceptionWorld;
let reader: Context;
const GRADES: readonly Severity[] = ["low", "critical", "medium", "high"];
const COUNT = 130;

beforeAll(async () => {
  world = await exceptionWorld();
  reader = await world.person("lead", "L. Reader");
  const subjects = Array.from({ length: COUNT }, (_, index) => ({
    subjectId: uuidv7(),
    label: `SHP-${1000 + index}`,
    shipmentId: uuidv7(),
    connectionId: null,
    customer: index % 2 === 0 ? "Brouwer Foods" : "Nordlys",
    carrier: index % 3 === 0 ? "SAIA" : null,
    findings: [
      finding({
        severity: GRADES[index % 4] ?? "low",
        // Several at the same moment: the id decides.
        since: Date.parse("2026-11-20T08:00:00Z") + (index % 5) * 60_000,
      }),
    ],
    newMilestones: new Set<never>(),
  }));
  await inTransaction(world.db, (tx) =>
    writeExceptions(tx, world.companyId, subjects, { subjectKind: "shipment", slot: 0, now: world.now() }),
  );
});
afterAll(() => world.close());

const list = (params: Record<string, string> = {}, ctx: Context = reader) =>
  listExceptions(ctx, readExceptionQuery(params));
const cursors = (given: { older: string | null; newer: string | null }) => [
  given.newer !== null,
  given.older !== null,
];

describe("the workbench", () => {
  it("lists the gravest first, page by page, each once, and back the same way", async () => {
    const first = await list();
    const second = await list({ after: first.older ?? "" });
    const third = await list({ after: second.older ?? "" });
    expect([first, second, third].map(cursors)).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ]);
    const all = [first, second, third].flatMap(({ rows }) => rows);
    expect(new Set(all.map(({ id }) => id)).size).toBe(COUNT);
    const keys = all.map(
      ({ severity, sinceAt, id }) =>
        `${["critical", "high", "medium", "low"].indexOf(severity)} ${sinceAt} ${id}`,
    );
    expect(keys).toEqual(keys.toSorted());
    const back = await list({ before: third.newer ?? "" });
    expect(back.rows.map(({ id }) => id)).toEqual(second.rows.map(({ id }) => id));
    expect(first.counts).toMatchObject({
      open: COUNT,
      unassigned: { count: COUNT },
      byKind: { late_delivery: COUNT },
    });
  });

  it("narrows by whatever the address says, alone and together", async () => {
    const of = async (params: Record<string, string>) => {
      const ids: string[] = [];
      for (let page = await list(params); ; page = await list({ ...params, after: page.older ?? "" })) {
        ids.push(...page.rows.map(({ subject }) => subject.label));
        if (!page.older) return ids;
      }
    };
    expect(await of({ customer: "Nordlys" })).toHaveLength(65);
    expect(await of({ carrier: "SAIA" })).toHaveLength(44);
    expect(await of({ customer: "Brouwer Foods", carrier: "SAIA" })).toHaveLength(22);
    expect(await of({ severity: "critical" })).toHaveLength(33);
    expect(await of({ severity: "critical", carrier: "SAIA", kind: "late_delivery" })).toHaveLength(11);
    expect(await of({ kind: "lost" })).toEqual([]);
    expect(await of({ role: "finance" })).toEqual([]);
    expect(await of({ q: "shp-100" })).toHaveLength(10);
    expect(await of({ tab: "unassigned", customer: "Nordlys" })).toHaveLength(65);
  });

  it("finds what is open by the start of its name, however much is closed under names before it", async () => {
    await world.db.execute(sql`
      insert into exception (company_id, id, kind, subject_kind, subject_id, cause, subject_label, summary, severity, severity_rank, owner_role, state,
        opened_at, since_at, resolved_at, changed_at)
      select company_id, gen_random_uuid(), kind, subject_kind, 'old ' || n, cause, 'SHP-0' || n, summary, severity, severity_rank, owner_role, 'resolved',
        opened_at, since_at, '2026-11-01T00:00:00Z', changed_at
      from (select * from exception where company_id = ${world.companyId} limit 1) e, generate_series(1, 2500) n`);
    const { rows, bounded } = await list({ q: "SHP-" });
    expect([rows.length, rows[0]?.severity, bounded]).toEqual([COUNT, "critical", null]);
    expect((await list({ q: "SHP-0", tab: "resolved" })).rows).toEqual([]);
    await world.db.execute(sql`update exception set state = 'ignored' where subject_id like 'old %'`);
    const many = await list({ q: "SHP-0", tab: "ignored" });
    expect([many.rows.length, many.bounded]).toEqual([
      200,
      "More than 200 begin with “SHP-0”: type more of it.",
    ]);
    await world.db.execute(sql`delete from exception where subject_id like 'old %'`);
  });

  it("says that it looked through a part only where it did", async () => {
    expect((await list({ customer: "Nordlys", carrier: "SAIA" })).bounded).toBeNull();
    await world.db.execute(sql`
      insert into exception_count (company_id, key, slot, count) values (${world.companyId}, 'state:open', 99, 20000)`);
    expect((await list({ customer: "Nordlys", carrier: "SAIA" })).bounded).toMatch(/first 20,000/);
    expect((await list({ customer: "Nordlys" })).bounded).toBeNull();
    await world.db.execute(sql`delete from exception_count where slot = 99`);
  });

  it("has tabs for what is mine, put away and closed today, the last closed first", async () => {
    const me = await world.person("dispatcher", "R. Vos");
    const { rows } = await list({ customer: "Nordlys", carrier: "SAIA" });
    const [one, two, three, four] = rows.map(({ id, version }) => ({
      exceptionId: id,
      expectedVersion: version,
    }));
    if (!one || !two || !three || !four) throw new Error("too few");
    await assignException(me, { ...one, assigneeId: me.actor.id });
    await snoozeException(me, { ...two, untilAt: "2026-11-21T06:00:00Z", untilEvent: "delivered" });
    await resolveException(me, { ...three, note: "driver found" });
    world.clock.now = new Date(world.clock.now.getTime() + 1_000);
    await resolveException(me, { ...four, note: "driver found" });
    expect((await list({ tab: "mine" }, me)).rows.map(({ id }) => id)).toEqual([one.exceptionId]);
    expect((await list({ tab: "snoozed" })).rows).toMatchObject([
      { id: two.exceptionId, snoozedForEvent: "delivered", snoozedUntil: "2026-11-21T06:00:00.000Z" },
    ]);
    const closed = await list({ tab: "resolved" });
    expect(closed.rows.map(({ id }) => id)).toEqual([four.exceptionId, three.exceptionId]);
    expect(closed.counts).toMatchObject({ open: COUNT - 3, snoozed: 1, resolvedToday: { count: 2 } });
    expect((await list({}, me)).counts.mine.count).toBe(1);
  });

  it("shows one with its history in words, its runbook and what closed the last ones like it", async () => {
    const me = await world.person("customer_service", "M. Okafor");
    const row = (await list({ customer: "Nordlys", carrier: "SAIA" })).rows.at(-1);
    if (!row) throw new Error("none");
    await acknowledgeException(me, { exceptionId: row.id, expectedVersion: row.version });
    world.clock.now = new Date(world.clock.now.getTime() + 1_000);
    const say = { exceptionId: row.id, requestId: uuidv7(), text: "please look", mentions: [me.actor.id] };
    await commentOnException(me, say);
    const shown = await exceptionPage(me, row.id);
    expect(shown.history.map(({ action, actor, isRule }) => [action, actor, isRule])).toEqual([
      ["opened", "rule", true],
      ["acknowledge", "M. Okafor", false],
      ["comment", "M. Okafor", false],
    ]);
    expect(shown.history.at(-1)?.mentions).toEqual([{ id: me.actor.id, name: "M. Okafor" }]);
    expect(shown.runbook).toMatchObject({ kind: "late_delivery", version: 0 });
    expect(shown.suggestion).toMatchObject({
      action: { kind: "snooze", untilEvent: "delivered" },
      similar: { closedByPeople: 2, closedThemselves: 0, commonest: "driver found" },
    });
    expect(shown.actions).toEqual(["assign", "comment", "snooze", "resolve", "ignore"]);
    await expect(exceptionPage(await world.stranger("admin"), row.id)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("hands over what happened since six in the morning, and what is still grave", async () => {
    const handover = await shiftHandover(reader, { since: "06:00" });
    expect(handover.sinceAt).toBe("2026-11-20T05:00:00.000Z");
    expect(handover).toMatchObject({
      opened: { count: COUNT },
      closed: { count: 2 },
      reopened: { count: 0 },
      // Assigned and snoozed by one, acknowledged and commented on by the other.
      handled: { count: 4 },
      cutAt: null,
    });
    const closed = handover.closed.lines.map(({ line }) => line);
    expect(closed).toContainEqual(expect.objectContaining({ actor: "R. Vos", note: "driver found" }));
    // All at one instant here: their order among each other says nothing.
    const handled = handover.handled.lines.map(({ line }) => [line.actor, line.action, line.detail]);
    expect(handled.sort(([, a], [, b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ["M. Okafor", "acknowledge", null],
      ["R. Vos", "assign", "to R. Vos"],
      ["M. Okafor", "comment", null],
      ["R. Vos", "snooze", expect.stringContaining("07:00 CET or ")],
    ]);
    expect(handover.people[0]).toEqual({ name: "R. Vos", actions: 4, resolved: 2, comments: 0 });
    expect(handover.stillGrave.rows[0]?.severity).toBe("critical");
    expect((await shiftHandover(reader, { since: "12:30" })).sinceAt).toBe("2026-11-19T11:30:00.000Z");
  });
});
