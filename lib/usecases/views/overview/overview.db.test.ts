import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "@/db/transaction";
import { readClockQuery } from "@/lib/contracts/clocks/clock-query";
import { COUNTED } from "@/lib/contracts/overview/counted";
import { countedHref } from "@/lib/contracts/overview/overview-query";
import { readBoardQuery } from "@/lib/contracts/shipments/board-query";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { type ShipmentWorld, shipmentWorld } from "@/lib/usecases/shipments/testing/shipment-world";
import { listClocks } from "../clocks/list-clocks";
import { shipmentBoard } from "../shipments/shipment-board";
import { drill } from "./drill";
import { overview } from "./overview";
import { scorecard, scorecardList } from "./scorecards";

const DAYS = { from: "2026-11-16", until: "2026-11-22" };
const PERIOD = { from: DAYS.from, to: DAYS.until };
let world: ShipmentWorld;
let lead: Context;
const listed = async (ctx: Context, href: string) => {
  const query = readBoardQuery(new URL(href, "http://x").searchParams);
  return (await shipmentBoard(ctx, query)).counts.byFilter.all;
};

beforeAll(async () => {
  world = await shipmentWorld();
  lead = await world.person("lead");
  await world.tendered("OV1", "OV2", "OV3", "OV4", "OV5");
  for (const load of ["OV1", "OV2", "OV3", "OV4"]) await world.told(load, "AF", "20261118*0930");
  world.clock.now = new Date("2026-11-20T12:00:00Z");
  await world.told("OV1", "D1", "20261119*1430");
  await world.told("OV2", "D1", "20261119*2100", { reason: "AF" });
  await world.told("OV3", "A9", "20261119*1200");
  await world.told("OV3", "D1", "20261119*1440");
});
afterAll(() => world.close());

describe("the overview", () => {
  it("shows what a scan of the shipments and their verdicts counts", async () => {
    const { totals, days, carriers, action, stages } = await overview(lead, DAYS);
    const { rows } = await world.db.execute(sql`
      select count(*) filter (where delivered_at is not null)::int as delivered,
        count(*) filter (where delivered_at is not null and not exists (select 1 from clock c where c.company_id = s.company_id
          and c.shipment_id = s.shipment_id and c.kind = 'delivery' and c.state <> 'met'))::int as "onTime",
        count(*) filter (where attention_kind not in ('on_track', 'closed'))::int as needs,
        (select count(distinct shipment_id)::int from event where milestone in ('damaged', 'short', 'refused', 'lost')) as claims,
        (select count(distinct shipment_id)::int from event where milestone = 'tendered') as tendered
      from shipment_state s`);
    const [scan] = rows;
    expect(totals.now).toMatchObject({
      ...{ delivered: scan?.delivered, onTime: scan?.onTime, claims: scan?.claims, tendered: scan?.tendered },
      ...{ otif: 1, lateCarrier: 1, pickupJudged: 4, pickupOnTime: 4 },
    });
    expect(action.needsAction).toBe(scan?.needs);
    expect(days.map(({ day, delivered }) => [day, delivered])).toContainEqual(["2026-11-19", 3]);
    expect(carriers).toMatchObject([{ name: "RDFX", delivered: 3, lateCarrier: 1 }]);
    expect(stages.find(({ stage }) => stage === "delivered")?.count).toBe(3);
  });

  it("leads from every number to a list of just so many", async () => {
    const { totals } = await overview(lead, DAYS);
    const { now } = totals;
    const numbers: Partial<Record<(typeof COUNTED)[number], number>> = {
      ...{ tendered: now.tendered, tender_accepted: now.tenderAccepted, tender_declined: now.tenderDeclined },
      tender_unanswered: now.tendered - now.tenderAccepted - now.tenderDeclined,
      ...{ pickup_judged: now.pickupJudged, pickup_on_time: now.pickupOnTime },
      pickup_late: now.pickupJudged - now.pickupOnTime,
      ...{
        delivered: now.delivered,
        delivery_judged: now.deliveryJudged,
        on_time: now.onTime,
        otif: now.otif,
      },
      ...{ late: now.deliveryJudged - now.onTime, not_otif: now.deliveryJudged - now.otif },
      ...{ late_carrier: now.lateCarrier, late_other: now.lateOther, late_unknown: now.lateUnknown },
      ...{ claims: now.claims, damaged: now.damaged, short: now.short, refused: now.refused, lost: now.lost },
      ...{
        late_word: now.lateWordShipments,
        disordered: now.disorderedShipments,
        silent: now.silentShipments,
      },
      ...{ billed: now.billed, paid: now.paid, billed_touched: 0, paid_touched: 0 },
    };
    for (const counted of COUNTED)
      expect([counted, await listed(lead, countedHref({ counted, ...PERIOD }))]).toEqual([
        counted,
        numbers[counted],
      ]);
  });

  it("narrows everything by customer and carrier", async () => {
    const nobody = await overview(lead, { ...DAYS, carrier: "NONE" });
    expect([nobody.totals.now.delivered, nobody.action.needsAction]).toEqual([0, 0]);
    expect(nobody.days.map(({ delivered }) => delivered)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    const own = await overview(lead, { ...DAYS, customer: "Brouwer Foods", carrier: "RDFX" });
    expect(own.totals.now.delivered).toBe(3);
  });

  it("shows amounts to those who may see them only, and nothing of another company", async () => {
    expect((await overview(lead, DAYS)).money?.unbilled).toBeNull();
    expect((await overview(await world.person("customer_service"), DAYS)).money).toBeNull();
    const stranger = await world.person("lead", await world.otherCompany());
    const page = await overview(stranger, DAYS);
    expect([page.totals.now.delivered, page.hasShipments, page.carriers]).toEqual([0, false, []]);
  });

  it("counts what people did, and the bills they had to touch", async () => {
    const before = (await overview(lead, DAYS)).lead.touches.now;
    const { rows } = await world.db.execute<{ number: string; id: string }>(sql`
      select number, shipment_id as id from shipment_state where delivered_at is not null order by number limit 1`);
    await world.db.execute(
      sql`update shipment_measure set billed_day = '2026-11-20' where shipment_id = ${rows[0]?.id}`,
    );
    const subject = { kind: "shipment", id: rows[0]?.number ?? "" };
    await inTransaction(world.db, (tx) =>
      appendAudit(tx, lead.actor, { action: "shipment.event.add", subject }, world.clock.now),
    );
    const { lead: figures } = await overview(lead, DAYS);
    expect(figures.touches.now).toBe(before + 1);
    expect((await drill(lead, "touches", DAYS, null)).count.count).toBe(before + 1);
    expect(await listed(lead, countedHref({ counted: "billed_touched", ...PERIOD }))).toBe(1);
    const day = { from: "2026-11-20", to: "2026-11-20" };
    expect(await listed(lead, countedHref({ counted: "billed_touched", ...day }))).toBe(1);
  });

  it("holds nobody's touch against a bill that was out before", async () => {
    const touched = () => listed(lead, countedHref({ counted: "billed_touched", ...PERIOD }));
    const was = (await touched()) ?? 0;
    const { rows } = await world.db.execute<{ number: string; id: string }>(sql`
      select number, shipment_id as id from shipment_state where delivered_at is not null order by number desc limit 1`);
    await world.db.execute(
      sql`update shipment_measure set billed_day = '2026-11-19' where shipment_id = ${rows[0]?.id}`,
    );
    const touch = (at: string) =>
      inTransaction(world.db, (tx) =>
        appendAudit(
          tx,
          lead.actor,
          { action: "shipment.event.add", subject: { kind: "shipment", id: rows[0]?.number ?? "" } },
          new Date(at),
        ),
      );
    await touch("2026-11-20T12:00:00Z");
    expect(await touched()).toBe(was);
    await touch("2026-11-19T08:00:00Z");
    expect(await touched()).toBe(was + 1);
  });

  it("opens as many promises as it says run out in the next hour", async () => {
    const { rows } = await world.db.execute<{ at: string }>(sql`
      select due_at::text as at from clock where state in ('open', 'at_risk') order by due_at limit 1`);
    const before = { ...lead, now: () => new Date(Date.parse(rows[0]?.at ?? "") - 30 * 60_000) };
    const { promisesNextHour } = await overview(before, {});
    expect(promisesNextHour.count).toBeGreaterThan(0);
    const list = await listClocks(before, readClockQuery({ within: "60" }));
    expect(list.rows).toHaveLength(promisesNextHour.count);
    const hourEarlier = { ...lead, now: () => new Date(Date.parse(rows[0]?.at ?? "") - 90 * 60_000) };
    expect((await listClocks(hourEarlier, readClockQuery({ within: "60" }))).rows).toEqual([]);
  });

  it("tells a customer's carrier invoices apart from those of others", async () => {
    const messageId = (n: number) =>
      `${Date.parse("2026-11-19T10:00:00Z")
        .toString(16)
        .padStart(12, "0")
        .replace(/^(.{8})/, "$1-")}-7000-8000-00000000000${n}`;
    const { rows } = await world.db.execute<{ id: string; customer: string }>(sql`
      select shipment_id as id, customer from shipment_state where customer is not null limit 1`);
    for (const [n, shipmentId] of [rows[0]?.id ?? null, null].entries())
      await world.db.execute(sql`
        insert into carrier_invoice_fact (company_id, message_id, document, position, connection_id, number, carrier, invoice, shipment_id)
        values (${world.companyId}, ${messageId(n)}::uuid, 1, 1, gen_random_uuid(), ${`INV${n}`}, 'RDFX', '{"total":"10.00","currency":"USD"}', ${shipmentId}::uuid)`);
    const all = await overview(lead, DAYS);
    expect(all.money?.carrierInvoices.count.count).toBe(2);
    const customer = rows[0]?.customer ?? "";
    const own = await overview(lead, { ...DAYS, customer });
    expect(own.money?.carrierInvoices.count.count).toBe(1);
    const page = await drill(lead, "carrier_invoices", { ...DAYS, customer }, null);
    expect([page.count.count, page.rows.map(({ label }) => label)]).toEqual([1, ["INV0"]]);
  });

  it("opens as many exceptions as it says were opened, and tells a carrier apart from none", async () => {
    const { exceptionDays } = await overview(lead, DAYS);
    const opened = exceptionDays.reduce((sum, day) => sum + day.opened, 0);
    const list = await drill(lead, "exceptions_opened", DAYS, null);
    expect([list.count.count, list.rows.length]).toEqual([opened, opened]);
    expect(exceptionDays.map(({ day }) => day)).toEqual(
      ["16", "17", "18", "19", "20", "21", "22"].map((day) => `2026-11-${day}`),
    );
    expect(opened).toBeGreaterThan(0);
    const card = await scorecard(lead, "RDFX", DAYS);
    expect(card.totals.now).toMatchObject({ delivered: 3, lateCarrier: 1 });
    expect((await scorecardList(lead, DAYS)).lines).toMatchObject([{ name: "RDFX", delivered: 3 }]);
    await expect(scorecard(lead, "NOBODY", DAYS)).rejects.toMatchObject({ code: "not_found" });
  });

  it("says so when shipments from before it existed are not counted", async () => {
    expect((await overview(lead, DAYS)).catchingUp).toBeNull();
    await world.db.execute(sql`delete from shipment_measure`);
    expect((await overview(lead, DAYS)).catchingUp).toEqual({ since: null });
  });

  it("says nothing of halves and tails of too few", async () => {
    const { lead: figures, freshness } = await overview(lead, DAYS);
    expect(figures.podToInvoice.now).toEqual({ count: 0, medianMinutes: null, p90Minutes: null });
    expect(freshness).not.toBeNull();
  });
});
