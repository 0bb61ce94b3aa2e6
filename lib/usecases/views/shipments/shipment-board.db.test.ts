import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBoardQuery } from "@/lib/contracts/shipments/board-query";
import type { Context } from "@/lib/usecases/context";
import { exportShipments } from "@/lib/usecases/shipments/export-shipments";
import { type ShipmentWorld, shipmentWorld } from "@/lib/usecases/shipments/testing/shipment-world";
import { PAGE_ROWS, shipmentBoard, shipmentFacets } from "./shipment-board";

const LOADS = Array.from({ length: PAGE_ROWS + 15 }, (_, index) => `BRD${100 + index}`);

let world: ShipmentWorld;
let dispatcher: Context;
const query = (text: string) => readBoardQuery(new URLSearchParams(text));
const board = (text = "", shown: readonly string[] = []) => shipmentBoard(dispatcher, query(text), shown);

beforeAll(async () => {
  world = await shipmentWorld();
  dispatcher = await world.person("dispatcher");
  await world.tendered(...LOADS);
  await world.told("BRD103", "A7", "20261118*1100", { reason: "BG" });
  await world.told("BRD104", "AF", "20261118*0930");
});
afterAll(() => world.close());

describe("the board", () => {
  it("puts what presses first and counts what it shows", async () => {
    const { rows, counts } = await board();
    expect(rows[0]?.glance.status).toBe("refused");
    expect(rows.map((row) => row.boardKey)).toEqual(rows.map((row) => row.boardKey).sort((a, b) => a - b));
    expect(counts.byFilter).toMatchObject({ all: LOADS.length, open: LOADS.length, exception: 1 });
    const actions = (await board("attention=needs_action")).counts.byFilter.needs_action;
    expect(actions).toBe(LOADS.length - 1);
  });

  it("shows each row that stands still exactly once from page to page, while others move", async () => {
    const first = await board("attention=all");
    expect(first.rows).toHaveLength(PAGE_ROWS);
    expect(first.before).toBeNull();
    // One of the first page has been answered by now and goes down the board.
    const moved = first.rows[20];
    await world.told(moved?.carrierReference?.replace("BOL", "") ?? "", "AF", "20261118*1000");
    const second = await board(`attention=all&after=${first.after}`);
    expect(second.after).toBeNull();
    const seen = [...first.rows, ...second.rows].map((row) => row.id).filter((id) => id !== moved?.id);
    expect(seen).toHaveLength(LOADS.length - 1);
    expect(new Set(seen).size).toBe(LOADS.length - 1);
    const back = await board(`attention=all&before=${second.before}`);
    expect(back.rows).toHaveLength(PAGE_ROWS);
    expect(back.before).toBeNull();
  });

  it("tells what became of rows a reader still sees", async () => {
    const first = await board("attention=exception");
    const [refused] = first.rows;
    await world.told("BRD103", "D1", "20261118*1130");
    const later = await board("attention=exception", [refused?.id ?? ""]);
    expect(later.rows).toEqual([]);
    expect(later.elsewhere).toMatchObject([{ id: refused?.id, glance: { status: "delivered" } }]);
    expect(later.elsewhere[0]?.version).toBeGreaterThan(refused?.version ?? 0);
  });

  it("is narrowed by stage, customer, carrier, day of pickup and text, together", async () => {
    const facets = await shipmentFacets(dispatcher);
    expect(facets).toEqual({ customers: ["Brouwer Foods"], carriers: ["RDFX"] });
    const count = async (text: string) => (await board(`attention=all&${text}`)).counts.byFilter.all;
    expect(await count("stage=in_transit&carrier=RDFX&customer=Brouwer+Foods")).toBe(2);
    expect(await count("pickup=2026-11-18")).toBe(LOADS.length);
    expect(await count("pickup=2026-11-19..2026-11-25")).toBe(0);
    expect(await count("q=brd-104")).toBe(1);
    expect((await board("attention=open&q=dallas")).rows).toHaveLength(PAGE_ROWS);
  });

  it("shows another company nothing", async () => {
    const stranger = await world.person("dispatcher", await world.otherCompany());
    const ids = (await board("attention=all")).rows.map((row) => row.id);
    const page = await shipmentBoard(stranger, query("attention=all"), ids);
    expect(page).toMatchObject({ rows: [], elsewhere: [], counts: { byFilter: { all: 0 } } });
  });
});

describe("an export", () => {
  const textOf = async (ctx: Context, filters: string) => {
    const { pieces } = await exportShipments(ctx, query(filters));
    let text = "";
    for await (const piece of pieces) text += piece;
    return text;
  };

  it("holds every row of the filter, and its audit row says who took what", async () => {
    const records = (await textOf(dispatcher, "attention=all&carrier=RDFX")).trimEnd().split("\r\n");
    expect(records).toHaveLength(LOADS.length + 1);
    expect(records[0]).toContain("Pickup (America/Chicago)");
    const { rows } = await world.db.$client.query(
      "select actor_name, after from audit_log where action = 'shipment.export'",
    );
    expect(rows).toEqual([{ actor_name: "A dispatcher", after: { filters: "attention=all&carrier=RDFX" } }]);
  });

  it("is refused to a role that may not take data out", async () => {
    const it = await world.person("it");
    await expect(textOf(it, "")).rejects.toMatchObject({ code: "forbidden" });
  });
});
