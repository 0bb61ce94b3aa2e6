import { type ClosedRow, selectLastClosed } from "@/db/queries/exceptions/select-history";
import type { SimilarClosed } from "@/lib/contracts/exceptions/exception-page";
import type { ExceptionKind } from "@/lib/domain/exception/exception";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import type { Context } from "@/lib/usecases/context";

const LAST = 20;
/** How many closed ones of any kind are looked through. */
const SCAN_LIMIT = 5_000;

interface Like {
  readonly kind: ExceptionKind;
  readonly carrier: string | null;
  readonly customer: string | null;
}

/** What the last ones like this one came to: of the same carrier, else of the same customer, else of the kind. */
export async function similarClosed(
  ctx: Context,
  { kind, carrier, customer }: Like,
): Promise<SimilarClosed | null> {
  const { companyId } = ctx.actor;
  const label = EXCEPTION_RULES[kind].label;
  const tries = [
    ...(carrier === null ? [] : [{ carrier, customer: null, like: `${label}, ${carrier}` }]),
    ...(customer === null ? [] : [{ carrier: null, customer, like: `${label}, ${customer}` }]),
    { carrier: null, customer: null, like: label },
  ];
  for (const { like, ...of } of tries) {
    const rows = await selectLastClosed(ctx.db, {
      companyId,
      kind,
      ...of,
      limit: LAST,
      scanLimit: SCAN_LIMIT,
    });
    if (rows.length > 0) return summary(rows, like);
  }
  return null;
}

function summary(rows: readonly ClosedRow[], like: string): SimilarClosed {
  const themselves = rows.filter(({ closedBy }) => closedBy === null).length;
  const ways = new Map<string, number>();
  for (const { closedBy, note } of rows) {
    const way = closedBy === null ? "by themselves" : (note?.trim() ?? "");
    if (way !== "") ways.set(way, (ways.get(way) ?? 0) + 1);
  }
  const [commonest] = [...ways].sort(([, a], [, b]) => b - a);
  return {
    count: rows.length,
    like,
    closedThemselves: themselves,
    closedByPeople: rows.length - themselves,
    commonest: commonest?.[0] ?? null,
    meanMinutes: Math.round(rows.reduce((sum, { minutes }) => sum + minutes, 0) / rows.length),
  };
}
