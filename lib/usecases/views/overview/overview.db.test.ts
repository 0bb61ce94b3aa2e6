import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "@/db/transaction";
import { COUNTED } from "@/lib/contracts/overview/counted";
import { countedHref } from "@/lib/contracts/overview/overview-query";
import { readBoardQuery } from "@/lib/contracts/shipments/board-query";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { type ShipmentWorld, shipmentWorld } from "@/lib/usecases/shipments/testing/shipment-world";
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
  });

  it("opens as many exceptions as it says were opened, and tells a carrier apart from none", async () => {
    const { exceptionDays } = await overview(lead, DAYS);
    const opened = exceptionDays.reduce((sum, day) => sum + day.opened, 0);
    const list = await drill(lead, "exceptions_opened", DAYS, null);
    expect([list.count.count, list.rows.length]).toEqual([opened, opened]);
    expect(opened).toBeGreaterThan(0);
    const card = await scorecard(lead, "RDFX", DAYS);
    expect(card.totals.now).toMatchObject({ delivered: 3, lateCarrier: 1 });
    expect((await scorecardList(lead, DAYS)).lines).toMatchObject([{ name: "RDFX", delivered: 3 }]);
    await expect(scorecard(lead, "NOBODY", DAYS)).rejects.toMatchObject({ code: "not_found" });
  });

  it("says so when shipments from before it existed are not counted", async () => {
    expect((await overview(lead, DAYS)).needsRebuild).toBe(false);
    await world.db.execute(sql`delete from shipment_measure`);
    expect((await overview(lead, DAYS)).needsRebuild).toBe(true);
  });

  it("says nothing of halves and tails of too few", async () => {
    const { lead: figures, freshness } = await overview(lead, DAYS);
    expect(figures.podToInvoice.now).toEqual({ count: 0, medianMinutes: null, p90Minutes: null });
    expect(freshness).not.toBeNull();
  });
});
