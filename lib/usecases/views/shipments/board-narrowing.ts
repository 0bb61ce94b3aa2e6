import type { Executor } from "@/db/client";
import { areFewCounted } from "@/db/queries/shipments/counted-shipments";
import { findReferencesByPrefix } from "@/db/queries/shipments/find-references";
import { findShipmentNumbers } from "@/db/queries/shipments/find-shipment-numbers";
import type { BoardNarrowing, BoardText } from "@/db/queries/shipments/select-board-page";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { selectShipmentFacets } from "@/db/queries/shipments/select-shipment-facets";
import { type BoardFilterKey, kindOfFilter } from "@/lib/contracts/shipments/board-filter";
import type { BoardQuery } from "@/lib/contracts/shipments/board-query";
import { normaliseReference } from "@/lib/domain/reference/reference";
import { ATTENTION_KINDS, FIRST_QUIET_LEVEL, LEVEL_WIDTH } from "@/lib/domain/shipment/attention";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import { DAY_MS } from "@/lib/domain/time/instant";
import { numberPrefix } from "./find-terms";

/** More shipments than this under one beginning of a reference narrow nothing: the text has to be longer. */
const MOST_BY_REFERENCE = 500;
const MOST_BY_NAME = 25;

/** Range of board keys of a chip. Levels are contiguous, so every chip is one range. */
export function keyRange(filter: BoardFilterKey): { keyFrom: number; keyBefore: number } {
  const kind = kindOfFilter(filter);
  if (kind) {
    const level = ATTENTION_KINDS.indexOf(kind);
    return { keyFrom: level * LEVEL_WIDTH, keyBefore: (level + 1) * LEVEL_WIDTH };
  }
  const levels = {
    needs_action: FIRST_QUIET_LEVEL,
    open: ATTENTION_KINDS.indexOf("closed"),
    all: ATTENTION_KINDS.length,
  };
  return { keyFrom: 0, keyBefore: levels[filter as keyof typeof levels] * LEVEL_WIDTH };
}

/** What the board's query means in columns: days become a zone's days, a text becomes what it was found to name. */
export async function boardNarrowing(
  db: Executor,
  companyId: number,
  query: BoardQuery,
  now: Date,
): Promise<BoardNarrowing> {
  const { stage, carrier, customer, mode, pickup, q, days } = query;
  const [from = "", to = from] = days?.split("..") ?? [];
  const number = query.counted && from ? { what: query.counted, from, to } : undefined;
  const [pickupDays, text, isFew] = await Promise.all([
    pickup ? pickupRange(db, companyId, pickup, now) : undefined,
    q ? boardText(db, companyId, q, query.attention !== "all") : undefined,
    number ? areFewCounted(db, companyId, number) : false,
  ]);
  const counted = number && { ...number, isFew };
  return {
    companyId,
    ...keyRange(query.attention),
    stage,
    carrier,
    customer,
    mode,
    pickupDays,
    text,
    counted,
  };
}

async function pickupRange(db: Executor, companyId: number, pickup: string, now: Date) {
  const zone = await selectCompanyZone(db, companyId);
  if (pickup === "today" || pickup === "tomorrow") {
    const day = dayIn(zone, now.getTime() + (pickup === "tomorrow" ? DAY_MS : 0));
    return { from: day, to: day, zone };
  }
  const [from = pickup, to = from] = pickup.split("..");
  return { from, to, zone };
}

/** Places are compared row by row, so only where the rows are bounded: among open shipments. */
async function boardText(
  db: Executor,
  companyId: number,
  text: string,
  withPlaces: boolean,
): Promise<BoardText> {
  const lookup = normaliseReference(text);
  const number = numberPrefix(lookup);
  const [references, numbers, customers, carriers] = await Promise.all([
    lookup.length < 3 ? [] : findReferencesByPrefix(db, companyId, lookup, MOST_BY_REFERENCE),
    number === null ? [] : findShipmentNumbers(db, companyId, number, MOST_BY_REFERENCE),
    selectShipmentFacets(db, companyId, "customer", { limit: MOST_BY_NAME, part: text }),
    selectShipmentFacets(db, companyId, "carrier", { limit: MOST_BY_NAME, part: text }),
  ]);
  const shipmentIds = new Set([...references, ...numbers].map((found) => found.shipmentId));
  return { shipmentIds: [...shipmentIds], customers, carriers, places: withPlaces ? text : null };
}
