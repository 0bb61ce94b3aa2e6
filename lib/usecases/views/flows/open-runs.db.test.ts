import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readApprovalQuery, readRunQuery } from "@/lib/contracts/flows/run-query";
import type { Context } from "@/lib/usecases/context";
import { type FlowWorld, flowWorld } from "@/lib/usecases/flows/testing/flow-world";
import { listApprovals } from "./list-approvals";
import { listRuns } from "./list-runs";
import { runPage } from "./run-page";

const OPEN = 120;
const STATES = ["queued", "held", "dead", "awaiting_approval", "retrying", "waiting"];

let world: FlowWorld;
let ctx: Context;
let stranger: Context;
beforeAll(async () => {
  world = await flowWorld([]);
  const { db, companyId } = world;
  ctx = await world.person("finance");
  const { actor } = ctx;
  stranger = { ...ctx, actor: { ...actor, companyId: companyId + 1 } };
  const odoo = await world.addConnection({ name: "Odoo", dialect: "odoo", partnerKind: "erp" });
  // Every state the same often, half in dollars and half in euros, and as many that are over.
  await db.execute(sql`
    insert into flow_run (company_id, id, flow, flow_version, business_key, subject_kind, subject_id, subject_label, connection_id, order_key, state, step,
      payload, data, amount_minor, currency, started_by, started_at, changed_at)
    select ${companyId}, gen_random_uuid(), case when n % 12 < 6 then 'bill_on_delivery' else 'status_to_odoo' end, 1, 'k' || n, 'order', 's' || n,
      'S' || lpad(n::text, 5, '0'), case when n % 2 = 0 then ${odoo}::uuid end, 'o' || n,
      case when n > ${OPEN} then 'done' else (${sql.raw(`array['${STATES.join("','")}']`)})[1 + n % 6] end, 'draft', '{}', '{}',
      n * 100, case when n % 2 = 0 then 'USD' else 'EUR' end, 'test', now() - interval '1 day', now() - (n / 2) * interval '1 minute'
    from generate_series(1, ${2 * OPEN}) n`);
  await db.execute(sql`
    insert into flow_approval (company_id, id, run_id, step, state, question, permission, four_eyes, requested_by_id, amount_minor, currency, evidence,
      asked_at, escalates_at, expires_at)
    select company_id, gen_random_uuid(), id, 'draft', 'open', 'Yes to ' || subject_label || '?', case when amount_minor < 2000 then 'flow.settings' else 'approval.bill' end,
      amount_minor > 11000, case when amount_minor > 11000 then ${actor.kind === "user" ? actor.id : null}::uuid end, amount_minor, currency, '[]',
      changed_at, now() + interval '1 day', now() + interval '2 days'
    from flow_run where state = 'awaiting_approval'`);
});
afterAll(() => world.close());

const all = async (params: Record<string, string>) => {
  const rows = [];
  for (let after: string | null = ""; after !== null; ) {
    const list = await listRuns(ctx, readRunQuery({ ...params, ...(after ? { after } : {}) }));
    rows.push(...list.rows);
    after = list.next;
  }
  return rows;
};

describe("the list of runs", () => {
  it("pages through each run once, last changed first, also those changed in the same moment", async () => {
    const rows = await all({ state: "open" });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(OPEN);
    expect(rows).toHaveLength(OPEN);
    const moments = rows.map(({ changedAt }) => changedAt);
    expect(moments).toEqual([...moments].sort().reverse());
  });

  it("shows what waits for a person unless it is asked for otherwise", async () => {
    const states = new Set((await all({})).map(({ state }) => state));
    expect([...states].sort()).toEqual(["awaiting_approval", "dead", "held"]);
    expect(new Set((await all({ state: "over" })).map(({ state }) => state))).toEqual(new Set(["done"]));
  });

  it("narrows by state, flow, connection and the start of what a run is about", async () => {
    expect(await all({ state: "retrying" })).toHaveLength(OPEN / STATES.length);
    expect((await all({ state: "open", flow: "status_to_odoo" })).map(({ flow }) => flow)).toEqual(
      Array.from({ length: OPEN / 2 }, () => "status_to_odoo"),
    );
    expect((await all({ state: "open", q: "s0011" })).map(({ subject }) => subject).sort()).toEqual(
      Array.from({ length: 10 }, (_, n) => `S0011${n}`),
    );
    const [connection] = (await listRuns(ctx, readRunQuery({}))).connections;
    expect(await all({ state: "open", connection: connection?.value ?? "" })).toHaveLength(OPEN / 2);
  });

  it("counts by state and adds up by currency, never across", async () => {
    const { counts, sums } = await listRuns(ctx, readRunQuery({ state: "open" }));
    expect(counts).toEqual(Object.fromEntries(STATES.map((state) => [state, OPEN / STATES.length])));
    const sumOf = (parity: number) =>
      Array.from({ length: OPEN }, (_, n) => n + 1)
        .filter((n) => n % 2 === parity)
        .reduce((sum, n) => sum + n * 100, 0);
    expect(sums).toEqual([
      { currency: "EUR", amountMinor: sumOf(1) },
      { currency: "USD", amountMinor: sumOf(0) },
    ]);
  });

  it("shows nothing of another company", async () => {
    expect(await listRuns(stranger, readRunQuery({ state: "open" }))).toMatchObject({
      rows: [],
      counts: {},
      connections: [],
    });
  });
});

describe("approvals", () => {
  it("of mine are those I may decide, longest first; all of them say why not", async () => {
    const open = await listApprovals(ctx, readApprovalQuery({ of: "all" }));
    expect(open.rows).toHaveLength(OPEN / STATES.length);
    const mine = await listApprovals(ctx, readApprovalQuery({}));
    expect(mine.rows.length).toBeLessThan(open.rows.length);
    expect(mine.rows.map(({ whyNot }) => whyNot)).toEqual(mine.rows.map(() => null));
    const askedByMe = open.rows.filter(({ fourEyes }) => fourEyes);
    expect(askedByMe.length).toBeGreaterThan(0);
    for (const { whyNot } of askedByMe) expect(whyNot).toContain("second person");
    const hours = mine.rows.map(({ askedAt }) => askedAt.slice(0, 13));
    expect(hours).toEqual([...hours].sort());
  });

  it("of another company are not there", async () => {
    expect((await listApprovals(stranger, readApprovalQuery({ of: "all" }))).rows).toEqual([]);
  });
});

describe("the page of a run", () => {
  it("says where it is and what this person may do", async () => {
    const [held] = await all({ state: "held", flow: "bill_on_delivery" });
    const page = await runPage(ctx, held?.id ?? "");
    expect(page.steps.find(({ place }) => place === "here")?.name).toBe("draft");
    expect(page.may).toEqual(expect.arrayContaining(["retry", "release", "cancel"]));
    expect(page.may).not.toContain("skip");
    const clerk = await world.person("customer_service");
    expect((await runPage(clerk, held?.id ?? "")).may).toEqual([]);
  });

  it("of another company, or of no run, is not there", async () => {
    const [held] = await all({ state: "held" });
    await expect(runPage(stranger, held?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
    await expect(runPage(ctx, "none")).rejects.toMatchObject({ code: "not_found" });
  });
});
