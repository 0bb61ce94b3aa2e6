import type { Instant } from "@/lib/domain/time/instant";
import { OdooRefusal, odooTime } from "./session";
import { type Case, type Desk, eachBatch, isDue, type Transfer } from "./standing";

const VALIDATE_AT_ONCE = 20;

interface Leaving {
  readonly transfer: Transfer;
  readonly at: Instant;
}

const isOpen = (transfer: Transfer | null): transfer is Transfer =>
  transfer !== null && transfer.state !== "done" && transfer.state !== "cancel";

/** The carrier's number is typed in; the goods leave, some of them only in part. @returns how often somebody clicked. */
export async function playShipping(desk: Desk, cases: readonly Case[]): Promise<number> {
  const noted = await noteTracking(desk, cases);
  const leaving = cases.flatMap(({ story, standing }) => {
    const { issue } = story;
    if (!issue || !isDue(desk, issue.at) || !isOpen(standing.delivery)) return [];
    return [{ transfer: standing.delivery, at: issue.at, share: issue.share }];
  });
  await pickInPart(
    desk,
    leaving.filter(({ share }) => share < 1),
  );
  return noted + (await validate(desk, leaving));
}

/** What stayed behind leaves as well. */
export async function playBackorders(
  desk: Desk,
  cases: readonly Case[],
  when: "before invoice" | "after invoice",
): Promise<number> {
  const leaving = cases.flatMap(({ story, standing }) => {
    const at = story.issue?.restAt ?? null;
    if (at === null || !isDue(desk, at) || !isOpen(standing.rest)) return [];
    const isFirst = at <= (story.invoice?.draftedAt ?? Number.NEGATIVE_INFINITY);
    return isFirst === (when === "before invoice") ? [{ transfer: standing.rest, at }] : [];
  });
  return validate(desk, leaving);
}

/** Goods come back: all of them where a delivery was refused. */
export async function playReturns(desk: Desk, cases: readonly Case[]): Promise<number> {
  let clicks = 0;
  for (const { story, standing } of cases) {
    const { goodsReturn } = story;
    const { delivery } = standing;
    if (!goodsReturn || !isDue(desk, goodsReturn.at) || delivery?.state !== "done") continue;
    const open = standing.goodsReturn ?? (await openReturn(desk, delivery, goodsReturn.share));
    if (isOpen(open)) clicks += await validate(desk, [{ transfer: open, at: goodsReturn.at }]);
  }
  return clicks;
}

async function noteTracking(desk: Desk, cases: readonly Case[]): Promise<number> {
  let written = 0;
  for (const { story, standing } of cases) {
    const { tracking, plan } = story;
    const { delivery } = standing;
    if (!tracking || !isDue(desk, tracking.at) || !delivery || delivery.state === "cancel") continue;
    if (delivery.carrier_tracking_ref === tracking.number) continue;
    const values = {
      carrier_id: desk.masters.carriers.get(plan.carrier.scac)?.method,
      carrier_tracking_ref: tracking.number,
    };
    await desk.odoo.call("stock.picking", "write", [[delivery.id], values]);
    written += 1;
  }
  return written;
}

async function pickInPart(
  desk: Desk,
  leaving: readonly (Leaving & { readonly share: number })[],
): Promise<void> {
  if (leaving.length === 0) return;
  const moves = await desk.odoo.searchRead<{
    id: number;
    picking_id: [number, string];
    product_uom_qty: number;
  }>(
    "stock.move",
    [["picking_id", "in", leaving.map(({ transfer }) => transfer.id)]],
    ["picking_id", "product_uom_qty"],
    { order: "id" },
  );
  for (const { id, picking_id, product_uom_qty } of moves) {
    const share = leaving.find(({ transfer }) => transfer.id === picking_id[0])?.share ?? 1;
    const quantity = Math.max(1, Math.floor(product_uom_qty * share));
    await desk.odoo.call("stock.move", "write", [[id], { quantity, picked: true }]);
  }
}

async function validate(desk: Desk, leaving: readonly Leaving[]): Promise<number> {
  const { odoo } = desk;
  const waiting = leaving
    .filter(({ transfer }) => transfer.state !== "assigned")
    .map(({ transfer }) => transfer.id);
  if (waiting.length > 0) await odoo.call("stock.picking", "action_assign", [waiting]).catch(ignoreRefusal);
  const click = async (batch: readonly Leaving[]) => {
    const result = await odoo.call("stock.picking", "button_validate", [
      batch.map(({ transfer }) => transfer.id),
    ]);
    if (result !== true) throw new OdooRefusal("a wizard opened, and the goods stay where they are");
  };
  const done = await eachBatch(
    desk,
    leaving,
    VALIDATE_AT_ONCE,
    click,
    ({ transfer }) => `validating ${transfer.name}`,
  );
  for (const { transfer, at } of done) {
    await odoo.call("stock.picking", "write", [[transfer.id], { date_done: odooTime(at) }]);
  }
  return done.length;
}

/** Nothing to reserve is not yet a failure: validating says so if it is one. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof OdooRefusal)) throw error;
}

async function openReturn({ odoo }: Desk, delivery: Transfer, share: number): Promise<Transfer> {
  const [wizard] = await odoo.call<number[]>("stock.return.picking", "create", [
    [{ picking_id: delivery.id }],
  ]);
  const lines = await odoo.searchRead<{ id: number; move_quantity: number }>(
    "stock.return.picking.line",
    [["wizard_id", "=", wizard]],
    ["move_quantity"],
    { order: "id" },
  );
  // A part is a part of the first line; lines nobody touches come back with nothing.
  for (const { id, move_quantity } of share < 1 ? lines.slice(0, 1) : lines) {
    const quantity = Math.max(1, Math.floor(move_quantity * share));
    await odoo.call("stock.return.picking.line", "write", [[id], { quantity }]);
  }
  const opened = await odoo.call<{ res_id: number }>("stock.return.picking", "action_create_returns", [
    [wizard],
  ]);
  return {
    id: opened.res_id,
    name: `return of ${delivery.name}`,
    state: "assigned",
    carrier_tracking_ref: false,
  };
}
