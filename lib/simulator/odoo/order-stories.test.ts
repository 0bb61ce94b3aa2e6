import { beforeAll, describe, expect, it } from "vitest";
import { connectorFor } from "@/lib/connectors/registry";
import { schedule } from "../schedule/schedule";
import { mostImportant, orderStories } from "./order-stories";
import { momentsOf, type OrderStory } from "./order-story";

const anchorAt = Date.parse("2026-03-18T14:20:00Z");
const world = { seed: 11, shipments: 400, days: 14, anchorAt };
const HISTORY = { after: Number.NEGATIVE_INFINITY, until: anchorAt };

const TIMEOUT_MS = 30_000;

describe("Odoo's half of the world", () => {
  let stories: OrderStory[];
  beforeAll(() => {
    stories = orderStories(world, HISTORY);
  });
  const share = (test: (story: OrderStory) => boolean, of = stories) => of.filter(test).length / of.length;

  it("is the same for the same seed, and another for another", () => {
    expect(orderStories(world, HISTORY)).toEqual(stories);
    expect(orderStories({ ...world, seed: 12 }, HISTORY)).not.toEqual(stories);
  });

  it(
    "holds one order for every load a partner tenders, under the number the tender names",
    () => {
      const named = new Set<string>();
      for (const { tellings, trouble, body } of schedule(world, HISTORY)) {
        if (trouble !== null || tellings[0]?.kind !== "tender") continue;
        const parsed = connectorFor("x12")?.parse(body, { overrides: [] });
        for (const { type, value } of parsed?.references ?? []) if (type === "order") named.add(value);
      }
      const names = stories.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(named.size).toBeGreaterThan(400);
      expect([...named].filter((name) => !names.includes(name))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it("takes an order before the load is tendered, and lets the goods go when the truck has left", () => {
    for (const { orderedAt, confirmedAt, plan, issue, invoice, tracking, deliveredAt } of stories) {
      expect(orderedAt).toBeLessThan(confirmedAt);
      expect(confirmedAt).toBeLessThan(plan.tenderAt);
      if (tracking) expect(tracking.at).toBeGreaterThan(plan.tenderAt);
      if (issue && invoice && deliveredAt) expect(invoice.draftedAt).toBeGreaterThan(deliveredAt);
    }
  });

  it("orders as many pieces as are shipped", () => {
    for (const { lines, plan } of stories) {
      expect(lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(plan.pieces);
      expect(lines.every(({ quantity }) => quantity >= 1)).toBe(true);
    }
  });

  it("has an ordinary company's loose ends: unbilled deliveries, forgotten drafts, backorders, returns", () => {
    const delivered = stories.filter(({ deliveredAt }) => deliveredAt !== null);
    expect(share(({ invoice }) => invoice === null, delivered)).toBeGreaterThan(0.04);
    expect(share(({ invoice }) => invoice === null, delivered)).toBeLessThan(0.16);
    expect(share(({ invoice }) => invoice !== null && invoice.postedAt === null)).toBeGreaterThan(0.02);
    expect(share(({ issue }) => issue !== null && issue.share < 1)).toBeGreaterThan(0.03);
    expect(stories.some(({ goodsReturn }) => goodsReturn !== null && goodsReturn.share < 1)).toBe(true);
    expect(stories.some(({ goodsReturn }) => goodsReturn !== null && goodsReturn.creditedAt !== null)).toBe(
      true,
    );
    expect(stories.some(({ cancelledAt, issue }) => cancelledAt !== null && issue === null)).toBe(true);
    expect(share(({ carrierBill }) => carrierBill !== null)).toBeGreaterThan(0.15);
  });

  it("lists every click in order, and brings what is under way before what is done", () => {
    for (const story of stories) {
      const moments = momentsOf(story);
      expect(moments[0]).toBe(story.orderedAt);
      expect(moments).toEqual([...moments].sort((a, b) => a - b));
    }
    const order = mostImportant(stories, anchorAt, stories.length);
    const firstDone = order.findIndex(({ deliveredAt }) => deliveredAt !== null && deliveredAt <= anchorAt);
    expect(firstDone).toBeGreaterThan(20);
    const done = order.slice(firstDone).map(({ orderedAt }) => orderedAt);
    expect(done).toEqual([...done].sort((a, b) => b - a));
    const few = mostImportant(stories, anchorAt, 60);
    expect(few.length).toBe(60);
    expect(share(({ deliveredAt }) => deliveredAt !== null && deliveredAt <= anchorAt, few)).toBeGreaterThan(
      0.3,
    );
  });
});
