import { and, asc, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { shipmentState } from "../../schema/shipment";
import { type CountedNarrowing, isCounted } from "./counted-shipments";

/** What narrows a board. `keyFrom` and `keyBefore` bound the range of board keys: a level of attention, or several. */
export interface BoardNarrowing {
  readonly companyId: number;
  readonly keyFrom: number;
  readonly keyBefore: number;
  readonly stage?: (typeof shipmentState.$inferSelect)["stage"];
  readonly carrier?: string;
  readonly customer?: string;
  readonly mode?: string;
  /** First and last day of pickup, both included, in `zone`. */
  readonly pickupDays?: { readonly from: string; readonly to: string; readonly zone: string };
  readonly text?: BoardText;
  readonly counted?: CountedNarrowing;
}

/** A text as looked up beforehand: shipments by number or reference, names out of the kept lists, and the text for places. */
export interface BoardText {
  readonly shipmentIds: readonly string[];
  readonly customers: readonly string[];
  readonly carriers: readonly string[];
  readonly places: string | null;
}

export interface BoardPosition {
  readonly boardKey: number;
  readonly shipmentId: string;
}

export const boardColumns = {
  id: shipmentState.shipmentId,
  number: shipmentState.number,
  version: shipmentState.version,
  boardKey: shipmentState.boardKey,
  attention: shipmentState.attentionKind,
  pickupAt: shipmentState.pickupAt,
  deliveryDueAt: shipmentState.deliveryDueAt,
  etaAt: shipmentState.etaAt,
  deliveredAt: shipmentState.deliveredAt,
  view: shipmentState.view,
} as const;

/**
 * One page in the order of the board, by key: rows after `after` or before `before` (then nearest first).
 * Bounded by the index on (company, board key, shipment), so a page costs the same at the start and at the end.
 */
export async function selectBoardPage(
  db: Executor,
  narrowing: BoardNarrowing,
  page: { readonly after?: BoardPosition; readonly before?: BoardPosition; readonly limit: number },
) {
  const position = page.after
    ? sql`(${shipmentState.boardKey}, ${shipmentState.shipmentId}) > (${page.after.boardKey}, ${page.after.shipmentId}::uuid)`
    : page.before
      ? sql`(${shipmentState.boardKey}, ${shipmentState.shipmentId}) < (${page.before.boardKey}, ${page.before.shipmentId}::uuid)`
      : undefined;
  const direction = page.before && !page.after ? desc : asc;
  return db
    .select(boardColumns)
    .from(shipmentState)
    .where(and(boardConditions(narrowing), position))
    .orderBy(direction(shipmentState.boardKey), direction(shipmentState.shipmentId))
    .limit(page.limit);
}

/** Exported for the count over the same rows. */
export function boardConditions(narrowing: BoardNarrowing): SQL | undefined {
  const { companyId, keyFrom, keyBefore, stage, carrier, customer, mode, pickupDays, text, counted } =
    narrowing;
  return and(
    eq(shipmentState.companyId, companyId),
    gte(shipmentState.boardKey, keyFrom),
    lt(shipmentState.boardKey, keyBefore),
    stage ? eq(shipmentState.stage, stage) : undefined,
    carrier ? eq(shipmentState.carrier, carrier) : undefined,
    customer ? eq(shipmentState.customer, customer) : undefined,
    mode ? eq(shipmentState.mode, mode) : undefined,
    pickupDays &&
      and(
        sql`${shipmentState.pickupAt} >= (${pickupDays.from}::date)::timestamp at time zone ${pickupDays.zone}`,
        sql`${shipmentState.pickupAt} < (${pickupDays.to}::date + 1)::timestamp at time zone ${pickupDays.zone}`,
      ),
    text && textCondition(text),
    counted && isCounted(companyId, shipmentState.shipmentId, counted),
  );
}

function textCondition(text: BoardText): SQL {
  const alternatives = [
    sql`${shipmentState.shipmentId} = any(${sql.param([...text.shipmentIds])}::uuid[])`,
    ...(text.customers.length > 0
      ? [sql`${shipmentState.customer} = any(${sql.param([...text.customers])}::text[])`]
      : []),
    ...(text.carriers.length > 0
      ? [sql`${shipmentState.carrier} = any(${sql.param([...text.carriers])}::text[])`]
      : []),
    ...(text.places === null
      ? []
      : [
          sql`${shipmentState.origin} ilike ${likePattern(text.places)}`,
          sql`${shipmentState.destination} ilike ${likePattern(text.places)}`,
        ]),
  ];
  return sql`(${sql.join(alternatives, sql` or `)})`;
}

function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
