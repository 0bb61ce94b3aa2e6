import { findReferences, findReferencesByPrefix } from "@/db/queries/shipments/find-references";
import { findShipmentNumbers } from "@/db/queries/shipments/find-shipment-numbers";
import { findWaitingMessages } from "@/db/queries/shipments/find-waiting-messages";
import { selectBoardRows } from "@/db/queries/shipments/select-board-rows";
import type { FindResult, FoundBy, FoundMessage, FoundShipment } from "@/lib/contracts/shipments/find-result";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { glanceOf } from "@/lib/domain/shipment/glance";
import type { Context } from "@/lib/usecases/context";
import { pressingAt } from "./board-row";
import { type FindTerm, findTerms, SHORTEST_PREFIX } from "./find-terms";

const MOST_SHIPMENTS = 20;
const MOST_MESSAGES = 20;
/** One shipment can carry a beginning in several numbers, so more are read than shipments are shown. */
const MOST_REFERENCES = 60;
const LONGEST_QUERY = 80;

/**
 * Shipments that any reference of any type names, whole or by its beginning, and messages that wait for one.
 * Separators and case do not count. Whole numbers come first; a word said before the number is left out when the rest matches.
 */
export async function findShipments(ctx: Context, text: string): Promise<FindResult> {
  requirePermission(ctx.actor, "shipment.read");
  const query = text.trim().slice(0, LONGEST_QUERY);
  const terms = findTerms(query);
  const lookup = terms[0]?.lookup ?? "";
  const empty = {
    query,
    lookup,
    tooShort: lookup.length < SHORTEST_PREFIX,
    shipments: [],
    more: false,
    messages: [],
  };
  if (lookup === "") return empty;
  for (const term of terms) {
    const [hits, waiting] = await Promise.all([
      namedBy(ctx, term),
      term.lookup.length < SHORTEST_PREFIX
        ? []
        : findWaitingMessages(ctx.db, ctx.actor.companyId, term.lookup, MOST_MESSAGES),
    ]);
    if (hits.size === 0 && waiting.length === 0) continue;
    const shipments = await foundShipments(ctx, hits);
    const messages = waiting.map((row): FoundMessage => ({ ...row, sinceAt: row.sinceAt.getTime() }));
    return {
      query,
      lookup: term.lookup,
      tooShort: false,
      shipments,
      more: hits.size > MOST_SHIPMENTS,
      messages,
    };
  }
  return empty;
}

/** Shipments by what names them, the strongest reason of each: exact before beginning. */
async function namedBy(ctx: Context, { lookup, number }: FindTerm): Promise<Map<string, FoundBy>> {
  const { companyId } = ctx.actor;
  const byPrefix = lookup.length >= SHORTEST_PREFIX;
  const [exact, beginning, numbers] = await Promise.all([
    findReferences(ctx.db, companyId, lookup, MOST_REFERENCES),
    byPrefix ? findReferencesByPrefix(ctx.db, companyId, lookup, MOST_REFERENCES) : [],
    number !== null && byPrefix ? findShipmentNumbers(ctx.db, companyId, number, MOST_SHIPMENTS) : [],
  ]);
  const found = new Map<string, FoundBy>();
  const add = (shipmentId: string, by: FoundBy) => {
    const known = found.get(shipmentId);
    if (!known || (by.exact && !known.exact)) found.set(shipmentId, by);
  };
  for (const row of numbers)
    if (row.number === number) add(row.shipmentId, { type: "shipment", value: row.number, exact: true });
  for (const row of exact) add(row.shipmentId, { type: row.type, value: row.value, exact: true });
  for (const row of numbers)
    add(row.shipmentId, { type: "shipment", value: row.number, exact: row.number === number });
  for (const row of beginning)
    add(row.shipmentId, { type: row.type, value: row.value, exact: row.lookup === lookup });
  return found;
}

async function foundShipments(ctx: Context, hits: Map<string, FoundBy>): Promise<FoundShipment[]> {
  const listed = [...hits].slice(0, MOST_SHIPMENTS);
  const rows = await selectBoardRows(
    ctx.db,
    ctx.actor.companyId,
    listed.map(([id]) => id),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return listed.flatMap(([id, by]) => {
    const row = byId.get(id);
    if (!row) return [];
    return {
      id,
      number: row.number,
      by,
      glance: glanceOf(row.view),
      attention: row.attention,
      pressingAt: pressingAt(row.boardKey),
    };
  });
}

/** The shipment a result leaves no doubt about: the only one a whole number names. */
export function onlyExact(result: FindResult): FoundShipment | null {
  const exact = result.shipments.filter((shipment) => shipment.by.exact);
  return exact.length === 1 && exact[0] ? exact[0] : null;
}
