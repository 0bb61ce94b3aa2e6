import { selectReferencesOf, selectShipmentSummaries } from "@/db/queries/messages/select-shipment-summaries";
import { findReferences } from "@/db/queries/pipeline/find-references";
import type { Candidate, NamedReference, ShipmentSummary } from "@/lib/contracts/messages/message-page";
import { normaliseReference, type Reference, type ReferenceType } from "@/lib/domain/reference/reference";
import type { Context } from "@/lib/usecases/context";
import type { MessageContent } from "./message-content";

const MOST_REFERENCES = 60;
const MOST_CANDIDATES = 6;
const SHIPMENTS_PER_REFERENCE = 5;
const NUMBERS_PER_PAGE = 400;

type SummaryRow = Awaited<ReturnType<typeof selectShipmentSummaries>>[number];

export function shipmentSummary(row: SummaryRow): ShipmentSummary {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    open: row.open,
    customer: row.customer,
    carrier: row.carrier,
    origin: row.origin,
    destination: row.destination,
    pickupAt: row.pickupAt?.toISOString() ?? null,
    deliveryDueAt: row.deliveryDueAt?.toISOString() ?? null,
    lastEventAt: row.lastEventAt?.toISOString() ?? null,
  };
}

/** The numbers a message names, each once, with the shipments that carry them now. */
export async function namedReferences(
  ctx: Context,
  content: MessageContent,
  awaited: readonly { readonly type: string; readonly lookup: string }[],
): Promise<NamedReference[]> {
  const references = distinct(content).slice(0, MOST_REFERENCES);
  const hits = await findReferences(
    ctx.db,
    ctx.actor.companyId,
    references.map(({ value }) => normaliseReference(value)),
    SHIPMENTS_PER_REFERENCE,
  );
  const ids = [...new Set([...hits.values()].flat().map((hit) => hit.shipmentId))];
  const rows = await selectShipmentSummaries(ctx.db, ctx.actor.companyId, ids);
  const numbers = new Map(rows.map((row) => [row.id, row.number]));
  return references.map(({ type, value }) => {
    const lookup = normaliseReference(value);
    const carriers = new Map<string, ReferenceType | null>();
    // The same kind of number says more than another kind with the same digits.
    for (const hit of hits.get(lookup) ?? []) {
      if (hit.type === type) carriers.set(hit.shipmentId, null);
      else if (!carriers.has(hit.shipmentId)) carriers.set(hit.shipmentId, hit.type);
    }
    return {
      type,
      value,
      shipments: [...carriers].flatMap(([id, as]) => {
        const number = numbers.get(id);
        return number ? [{ id, number, as }] : [];
      }),
      isAwaited: awaited.some((wait) => wait.type === type && wait.lookup === lookup),
    };
  });
}

/** The shipments a person chooses between, with what each has in common with the message. */
export async function candidatesOf(
  ctx: Context,
  candidateIds: readonly string[],
  references: readonly NamedReference[],
): Promise<Candidate[]> {
  const ids = candidateIds.slice(0, MOST_CANDIDATES);
  const { companyId } = ctx.actor;
  const [rows, carried] = await Promise.all([
    selectShipmentSummaries(ctx.db, companyId, ids),
    selectReferencesOf(ctx.db, companyId, ids, NUMBERS_PER_PAGE),
  ]);
  const kinds = new Set(references.map((reference) => reference.type));
  return rows.map((row) => {
    const own = carried.filter((reference) => reference.shipmentId === row.id);
    const lookups = new Set(own.map((reference) => reference.lookup));
    return {
      shipment: shipmentSummary(row),
      carries: references.map(({ value }) => lookups.has(normaliseReference(value))),
      numbers: own.filter(({ type }) => kinds.has(type)).map(({ type, value }) => ({ type, value })),
    };
  });
}

function distinct({ parsed, statements }: MessageContent): Reference[] {
  const all = [...parsed.references, ...statements.flatMap(({ draft }) => draft.references)];
  const found = new Map<string, Reference>();
  for (const reference of all) {
    const lookup = normaliseReference(reference.value);
    const key = `${reference.type} ${lookup}`;
    if (lookup !== "" && !found.has(key)) found.set(key, reference);
  }
  return [...found.values()];
}
