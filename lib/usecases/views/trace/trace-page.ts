import { selectShipmentSummaries } from "@/db/queries/messages/select-shipment-summaries";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { selectTrace, type TracePlace } from "@/db/queries/trace/select-trace";
import type { TraceRow } from "@/db/queries/trace/trace-row";
import type { TraceNode, TracePage, TraceQuery } from "@/lib/contracts/trace/trace-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { traceIdOf } from "@/lib/domain/trace/trace-context";
import { parseSubject, subjectText } from "@/lib/domain/trace/trace-node";
import type { Context } from "@/lib/usecases/context";
import { describeNode } from "./describe-node";
import { openNode } from "./open-node";
import { type ResolvedTrace, resolveScope } from "./resolve-scope";

const PAGE_NODES = 100;
/** Above what the page was opened for, so that one sees what led there. */
const LEAD_NODES = 30;

/**
 * The path through one thing, a page of it: everything before and after it in the order of time. Each node says what this person may read of it, and
 * where there is more, that they may not.
 */
export async function tracePage(ctx: Context, query: TraceQuery): Promise<TracePage> {
  requirePermission(ctx.actor, "shipment.read");
  const subject = parseSubject(query.from ?? "");
  if (!subject) throw new NotFoundError("That address names nothing to trace. Search for a number instead.");
  const resolved = await resolveScope(ctx, subject, query.scope);
  const [page, shipments, zone] = await Promise.all([
    windowOf(ctx, resolved, query),
    selectShipmentSummaries(ctx.db, ctx.actor.companyId, resolved.scope.shipmentIds),
    selectCompanyZone(ctx.db, ctx.actor.companyId),
  ]);
  const opened = page.rows.find(({ key }) => key === query.open);
  const nodes = page.rows.map((row, index) =>
    toNode(ctx, row, page.rows[index - 1] ?? page.above, resolved.focusKey),
  );
  return {
    from: subjectText(subject),
    title: nodes.find(({ isFocus }) => isFocus)?.title ?? titleOf(subject.kind, subject.id, shipments),
    traceId: resolved.traceUuid && traceIdOf(resolved.traceUuid),
    scope: query.scope,
    shipments: shipments.map(({ id, number }) => ({ id, number })),
    shipmentsLeftOut: resolved.shipmentsLeftOut,
    nodes,
    earlier: page.above ? placeText(page.rows[0] ?? page.above) : null,
    later: page.below ? placeText(page.rows.at(-1) ?? page.below) : null,
    opened: opened ? await openNode(ctx, opened) : null,
    zone,
  };
}

interface Page {
  readonly rows: readonly TraceRow[];
  /** The neighbours just outside, where there are any. */
  readonly above: TraceRow | undefined;
  readonly below: TraceRow | undefined;
}

async function windowOf(
  ctx: Context,
  { scope, at, focusKey }: ResolvedTrace,
  query: TraceQuery,
): Promise<Page> {
  const read = (place: TracePlace, direction: "before" | "after", inclusive: boolean, limit: number) =>
    selectTrace(ctx.db, scope, { ...place, direction, inclusive, limit });
  const before = placeFrom(query.before);
  if (before) {
    const [found, [below]] = await Promise.all([
      read(before, "before", false, PAGE_NODES + 1),
      read(before, "after", true, 1),
    ]);
    const above = found.length > PAGE_NODES ? found[0] : undefined;
    return { rows: found.slice(-PAGE_NODES), above, below };
  }
  const after = placeFrom(query.after);
  if (after) {
    const [found, [above]] = await Promise.all([
      read(after, "after", false, PAGE_NODES + 1),
      read(after, "before", true, 1),
    ]);
    return { rows: found.slice(0, PAGE_NODES), above, below: found[PAGE_NODES] };
  }
  const focus = { at, key: focusKey ?? "" };
  const later = await read(focus, "after", true, PAGE_NODES + 1);
  // A short end leaves room for more of what led there.
  const room = Math.max(LEAD_NODES, PAGE_NODES - later.length);
  const earlier = await read(focus, "before", false, room + 1);
  const shownLater = later.slice(0, PAGE_NODES - Math.min(earlier.length, room));
  return {
    rows: [...earlier.slice(-room), ...shownLater],
    above: earlier.length > room ? earlier[0] : undefined,
    below: later[shownLater.length],
  };
}

function toNode(
  ctx: Context,
  row: TraceRow,
  above: TraceRow | undefined,
  focusKey: string | null,
): TraceNode {
  return {
    key: row.key,
    kind: row.kind,
    at: row.at,
    sinceMs: above ? Math.max(0, Date.parse(row.at) - Date.parse(above.at)) : null,
    isFocus: row.key === focusKey,
    ...describeNode(row, ctx.actor),
  };
}

function titleOf(kind: string, id: string, shipments: readonly { readonly number: string }[]): string {
  if (kind === "trace") return `Trace ${id}`;
  const [only] = shipments;
  return only && shipments.length === 1 ? only.number : `Path of one ${kind}`;
}

const placeText = ({ at, key }: TracePlace) => `${at}_${key}`;

function placeFrom(text: string | undefined): TracePlace | undefined {
  if (!text) return undefined;
  const cut = text.indexOf("_");
  return { at: text.slice(0, cut), key: text.slice(cut + 1) };
}
