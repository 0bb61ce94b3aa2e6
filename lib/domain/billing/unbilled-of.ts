import type { Instant } from "../time/instant";
import { billingBlocker } from "./blocker";
import { allocate, lineMinor, type OpenLine, openLine } from "./open-lines";
import type { OpenDelivery, OpenOrder, OrderDelivery, OrderDraft } from "./open-order";
import { type BillingTerms, releasedAt } from "./terms";
import { type BillingBlocker, type BillingStanding, type OpenPart, type OpenTab, openTab } from "./unbilled";

/** What one order has open of one part. Amounts in minor units, before tax. */
export interface OpenRow {
  readonly part: OpenPart;
  readonly tab: OpenTab;
  readonly currency: string;
  readonly amountMinor: number;
  readonly standing: BillingStanding;
  readonly blockers: readonly BillingBlocker[];
  readonly since: Instant;
  readonly clockStart: Instant | null;
  readonly lines: number;
  readonly deliveries: readonly OpenDelivery[];
  readonly moveIds: readonly number[];
  /** When time alone changes where it stands. */
  readonly recheckAt: Instant | null;
}

interface Look {
  readonly order: OpenOrder;
  readonly terms: BillingTerms;
  /** The company's, for cut-off days. */
  readonly zone: string;
  readonly now: Instant;
}

/**
 * Everything an order has open, by part; nothing for an order that was never delivered, unless Odoo bills it when ordered. A delivery counts as
 * delivered when someone who moves the goods said so, and where nobody but Odoo knows of it, when Odoo says it is done.
 */
export function unbilledOf(look: Look): OpenRow[] {
  const { order } = look;
  const deliveries = [...order.deliveries].sort((a, b) => whenDone(a) - whenDone(b));
  const open = order.lines.map(openLine);
  return [
    ...(deliveries.length > 0 ? deliveredRows(look, open, deliveries) : []),
    ...draftRows(look, deliveries),
    ...creditRows(look, open, deliveries),
    ...orderedRows(look, open, deliveries),
  ];
}

/** When a delivery was with the customer; null while it is on its way. */
export function deliveredAt({ shipment, doneAt }: OrderDelivery): Instant | null {
  if (shipment?.deliveredAt != null) return shipment.deliveredAt;
  return shipment?.isTracked ? null : doneAt;
}

const whenDone = (delivery: OrderDelivery) => deliveredAt(delivery) ?? delivery.doneAt;

function deliveredRows(
  look: Look,
  open: readonly OpenLine[],
  deliveries: readonly OrderDelivery[],
): OpenRow[] {
  const { currency } = look.order;
  const lines = open.filter(({ delivered }) => delivered > 0);
  const shares = lines.map((line) => ({ line, by: allocate(line, deliveries) }));
  const touched = deliveries.filter(({ pickingId }) => shares.some(({ by }) => by.has(pickingId)));
  const arrived = touched.filter((delivery) => deliveredAt(delivery) !== null);
  const away = touched.filter((delivery) => deliveredAt(delivery) === null);
  const worth = (of: readonly OrderDelivery[]) =>
    shares.reduce((sum, { line, by }) => {
      const quantity = of.reduce((total, { pickingId }) => total + (by.get(pickingId) ?? 0), 0);
      return sum + (quantity > 0 ? lineMinor(line.line, quantity, currency) : 0);
    }, 0);
  const all = worth(touched);
  const onTheWay = arrived.length === 0 ? all : worth(away);
  const count = (of: readonly OrderDelivery[]) =>
    shares.filter(({ by }) => of.some(({ pickingId }) => by.has(pickingId))).length;
  const rows: OpenRow[] = [];
  if (arrived.length > 0) {
    const unpriced = lines.filter(({ hasNoPrice }) => hasNoPrice).length;
    rows.push(
      row(look, "delivered", arrived, {
        ...{ amountMinor: all - onTheWay, lines: count(arrived) },
        ...whereItStands(look, arrived, { unpriced, isDraft: false }),
      }),
    );
  }
  if (away.length > 0)
    rows.push(
      row(look, "in_transit", away, {
        ...{ amountMinor: onTheWay, lines: count(away), standing: "in_transit" },
        since: Math.min(...away.map(({ doneAt }) => doneAt)),
      }),
    );
  return rows;
}

interface Stands {
  readonly standing: BillingStanding;
  readonly blockers: readonly BillingBlocker[];
  readonly since: Instant;
  readonly clockStart: Instant | null;
  readonly recheckAt: Instant | null;
}

/** Where deliveries that have arrived stand, and since when they wait: since their proof, where the customer demands one and it is in. */
function whereItStands(
  { order, terms, zone, now }: Look,
  arrived: readonly OrderDelivery[],
  { unpriced, isDraft }: { readonly unpriced: number; readonly isDraft: boolean },
): Stands {
  const shipments = arrived.flatMap(({ shipment }) => shipment ?? []);
  const hasPod = arrived.every(({ shipment }) => shipment?.podAt != null);
  const { blocker, all } = billingBlocker(
    {
      ...{ hasPod, isDraft, unpricedLines: unpriced, writeFailed: order.writeFailed },
      references: [
        ...(order.hasCustomerReference ? (["purchase_order"] as const) : []),
        ...shipments.flatMap(({ references }) => references),
      ],
      pendingAccessorials: shipments.reduce((sum, one) => sum + one.pendingAccessorials, 0),
    },
    terms,
    now,
  );
  const delivered = Math.min(...arrived.map(whenDone));
  const pods = arrived.flatMap(({ shipment }) => shipment?.podAt ?? []);
  const pod = pods.length > 0 ? Math.min(...pods) : null;
  const clockStart = terms.requiresPod ? pod : delivered;
  const release = isDraft ? null : releasedAt(terms, delivered, zone);
  const holdEnds = terms.hold?.untilAt ? Date.parse(terms.hold.untilAt) : null;
  const later = [release, holdEnds].flatMap((at) => (at !== null && at > now ? at : []));
  const waits = release !== null && release > now;
  return {
    standing: waits ? "consolidated" : blocker,
    blockers: all,
    since: clockStart ?? delivered,
    clockStart,
    recheckAt: later.length > 0 ? Math.min(...later) : null,
  };
}

/** Drafts of the order by currency: what was taken from deliveries and is not released. */
function draftRows(look: Look, deliveries: readonly OrderDelivery[]): OpenRow[] {
  const arrived = deliveries.filter((delivery) => deliveredAt(delivery) !== null);
  return (["draft", "credit_draft"] as const).flatMap((part) => {
    const drafts = look.order.drafts.filter(({ isCredit }) => isCredit === (part === "credit_draft"));
    const currencies = [...new Set(drafts.map(({ currency }) => currency))].sort();
    return currencies.map((currency) =>
      draftRow(
        look,
        part,
        arrived,
        drafts.filter((one) => one.currency === currency),
      ),
    );
  });
}

function draftRow(
  look: Look,
  part: "draft" | "credit_draft",
  arrived: readonly OrderDelivery[],
  drafts: readonly OrderDraft[],
): OpenRow {
  const made = Math.min(...drafts.map(({ createdAt }) => createdAt));
  const shared = {
    currency: drafts[0]?.currency ?? look.order.currency,
    amountMinor: drafts.reduce((sum, draft) => sum + draft.amountMinor, 0),
    lines: drafts.reduce((sum, draft) => sum + draft.lines, 0),
    moveIds: drafts.map(({ moveId }) => moveId).sort((a, b) => a - b),
  };
  if (part === "draft" && arrived.length > 0)
    return row(look, part, arrived, {
      ...shared,
      ...whereItStands(look, arrived, { unpriced: 0, isDraft: true }),
    });
  const standing = part === "draft" ? "in_transit" : "draft_not_posted";
  return row(look, part, [], { ...shared, standing, since: look.order.returnedAt ?? made });
}

function creditRows(look: Look, open: readonly OpenLine[], deliveries: readonly OrderDelivery[]): OpenRow[] {
  const { order } = look;
  const lines = open.filter(({ credit }) => credit > 0);
  const since = order.returnedAt ?? lastOf(deliveries);
  if (lines.length === 0 || since === null) return [];
  const amountMinor = lines.reduce(
    (sum, { line, credit }) => sum + lineMinor(line, credit, order.currency),
    0,
  );
  const standing = order.writeFailed ? "sync_failed" : "ready";
  return [row(look, "credit", [], { amountMinor, lines: lines.length, standing, since })];
}

function orderedRows(look: Look, open: readonly OpenLine[], deliveries: readonly OrderDelivery[]): OpenRow[] {
  const { order } = look;
  const lines = open.filter(({ ahead }) => ahead > 0);
  if (lines.length === 0) return [];
  const amountMinor = lines.reduce((sum, { line, ahead }) => sum + lineMinor(line, ahead, order.currency), 0);
  const standing = order.writeFailed ? "sync_failed" : "ready";
  const since = lastOf(deliveries) ?? order.orderedAt;
  return [row(look, "ordered", [], { amountMinor, lines: lines.length, standing, since })];
}

const lastOf = (deliveries: readonly OrderDelivery[]): Instant | null => {
  const last = deliveries.at(-1);
  return last ? whenDone(last) : null;
};

function row(
  { order }: Look,
  part: OpenPart,
  deliveries: readonly OrderDelivery[],
  given: Pick<OpenRow, "amountMinor" | "lines" | "standing" | "since"> & Partial<OpenRow>,
): OpenRow {
  const { amountMinor, lines, standing, since, clockStart = null, recheckAt = null } = given;
  return {
    part,
    tab: openTab(part, standing),
    currency: given.currency ?? order.currency,
    ...{ amountMinor, lines, standing, since, clockStart, recheckAt },
    blockers: given.blockers ?? (order.writeFailed ? ["sync_failed"] : []),
    deliveries: deliveries.map(openDelivery),
    moveIds: given.moveIds ?? [],
  };
}

function openDelivery(delivery: OrderDelivery): OpenDelivery {
  const { pickingId, name, shipment } = delivery;
  const iso = (at: Instant | null | undefined) => (at == null ? null : new Date(at).toISOString());
  return {
    ...{ pickingId, name, shipmentNumber: shipment?.number ?? null },
    ...{ deliveredAt: iso(deliveredAt(delivery)), podAt: iso(shipment?.podAt) },
  };
}
