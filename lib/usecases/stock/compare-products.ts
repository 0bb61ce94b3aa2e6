import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import type { ComparableOdoo } from "@/db/queries/stock/list-comparable";
import { findLocations, readOdooStock } from "@/db/queries/stock/read-odoo-stock";
import {
  type OpenDiscrepancy,
  type StatementKey,
  type StoredStatement,
  selectOpenDiscrepancies,
  selectStatements,
} from "@/db/queries/stock/read-statements";
import {
  type ClosedDiscrepancy,
  closeDiscrepancies,
  type DiscrepancyRow,
  markCompared,
  openDiscrepancies,
  type StatementMark,
} from "@/db/queries/stock/write-discrepancies";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import type { StockRules } from "@/lib/domain/stock/compare";
import { type Judgement, judgeProduct, type StatedStock } from "@/lib/domain/stock/judge-product";
import { locationNames } from "@/lib/domain/stock/on-hand";
import { parseQuantity, quantityText } from "@/lib/domain/stock/quantity";
import { MINUTE_MS } from "@/lib/domain/time/instant";
import { type OdooProduct, productsByCode } from "./odoo-product";

type Stated = StatedStock & { readonly row: StoredStatement };

/** One place of one product, judged against one Odoo. */
interface Found extends Judgement<Stated> {
  readonly odooConnectionId: string;
  readonly product: OdooProduct | undefined;
}

/**
 * Compares these products of a company's warehouses with its Odoos, and opens, updates and closes what comes of it. Run by
 * one transaction a company at a time (`takeComparison`); again changes nothing, and it writes only what changed.
 *
 * Where a company has several Odoos, a product or place is held only against those that know it; one that none knows is said of
 * the first.
 */
export async function compareProducts(
  tx: Transaction,
  companyId: number,
  odoos: readonly ComparableOdoo[],
  keys: readonly StatementKey[],
  now: Date,
): Promise<number> {
  if (keys.length === 0 || odoos.length === 0) return 0;
  const stored = await selectStatements(tx, companyId, keys);
  const open = await selectOpenDiscrepancies(tx, companyId, keys);
  const products = groupByProduct(stored);
  const found: Found[] = [];
  for (const odoo of odoos) found.push(...(await judgeAgainst(tx, odoo, products, open, now)));
  const kept = keptOf(found);
  await write(tx, companyId, { kept, stored, open, odoos }, now);
  return stored.length;
}

async function judgeAgainst(
  tx: Transaction,
  odoo: ComparableOdoo,
  products: readonly (readonly Stated[])[],
  open: readonly OpenDiscrepancy[],
  now: Date,
): Promise<Found[]> {
  const settings = { ...DEFAULT_ODOO_SETTINGS, ...odoo.settings };
  const rules: StockRules = {
    toleranceUnits: settings.stockToleranceUnits,
    tolerancePercent: settings.stockTolerancePercent,
    graceMs: settings.stockGraceMinutes * MINUTE_MS,
  };
  const nameOf = locationNames(settings.stockLocations);
  const codes = [...new Set(products.flatMap(([first]) => first?.row.product ?? []))];
  const names = [...new Set(products.flat().map(({ location }) => nameOf(location)))];
  const known = productsByCode(await readOdooStock(tx, odoo, codes));
  const locations = await findLocations(tx, odoo, names);
  const openHere = openByKey(open.filter(({ odooConnectionId }) => odooConnectionId === odoo.connectionId));
  return products.flatMap((stated) => {
    const [first] = stated;
    if (!first) return [];
    const product = known.get(first.row.product);
    const view = {
      quants: product?.quants ?? null,
      nameOf,
      knowsLocation: (name: string) => locations.has(name),
      open: openHere.get(keyOf(first.row)) ?? NONE,
    };
    const judged = judgeProduct(stated, view, rules, now.getTime());
    return judged.map((one) => ({ ...one, odooConnectionId: odoo.connectionId, product }));
  });
}

const NONE: ReadonlySet<string> = new Set();
const keyOf = ({ connectionId, product }: StatementKey) => JSON.stringify([connectionId, product]);
const placeOf = (key: StatementKey, location: string) =>
  JSON.stringify([key.connectionId, key.product, location]);

function groupByProduct(stored: readonly StoredStatement[]): Stated[][] {
  const grouped = new Map<string, Stated[]>();
  for (const row of stored) {
    const stated: Stated = {
      row,
      location: row.location,
      quantity: parseQuantity(row.quantity) ?? 0n,
      statedAt: row.statedAt.getTime(),
      differsSince: row.differsSince?.getTime() ?? null,
    };
    const own = grouped.get(keyOf(row));
    if (own) own.push(stated);
    else grouped.set(keyOf(row), [stated]);
  }
  return [...grouped.values()];
}

function openByKey(open: readonly OpenDiscrepancy[]): Map<string, Set<string>> {
  const grouped = new Map<string, Set<string>>();
  for (const row of open) {
    const own = grouped.get(keyOf(row)) ?? new Set();
    grouped.set(keyOf(row), own.add(row.location));
  }
  return grouped;
}

/** Of each statement, what the Odoos that know its product and place say; where none does, what the first says. */
function keptOf(found: readonly Found[]): Found[] {
  const knownSomewhere = new Set<StoredStatement>();
  for (const one of found) {
    if (one.pair.unknown === null) for (const { row } of one.statements) knownSomewhere.add(row);
  }
  const told = new Set<StoredStatement>();
  return found.filter((one) => {
    if (one.pair.unknown === null) return true;
    const isFirst = one.statements.some(({ row }) => !told.has(row));
    for (const { row } of one.statements) told.add(row);
    return isFirst && !one.statements.some(({ row }) => knownSomewhere.has(row));
  });
}

interface Outcome {
  readonly kept: readonly Found[];
  readonly stored: readonly StoredStatement[];
  readonly open: readonly OpenDiscrepancy[];
  readonly odoos: readonly ComparableOdoo[];
}

async function write(
  tx: Transaction,
  companyId: number,
  { kept, stored, open, odoos }: Outcome,
  now: Date,
): Promise<void> {
  const differing = kept.filter(({ verdict }) => verdict.kind === "differs");
  await openDiscrepancies(tx, companyId, differing.map(discrepancyOf), now);
  const byPlace = new Map(
    kept.map((one) => [one.odooConnectionId + placeOf(one.statements[0].row, one.location), one]),
  );
  const compared = new Set(odoos.map(({ connectionId }) => connectionId));
  // What an Odoo that can't be compared now was found to say stays open.
  const closed = open
    .filter((row) => compared.has(row.odooConnectionId))
    .flatMap((row) => closing(row, byPlace.get(row.odooConnectionId + placeOf(row, row.location))));
  await closeDiscrepancies(tx, companyId, closed, now);
  await markCompared(tx, companyId, marksOf(kept, stored), now);
}

function discrepancyOf({
  odooConnectionId,
  location,
  statements,
  pair,
  verdict,
  product,
}: Found): DiscrepancyRow {
  const newest = statements.reduce((last, next) => (next.statedAt > last.statedAt ? next : last));
  const { row } = newest;
  return {
    id: uuidv7(),
    odooConnectionId,
    connectionId: row.connectionId,
    product: row.product,
    location,
    productName: product?.name ?? null,
    odooProductId: product?.id ?? null,
    reason: verdict.kind === "differs" ? verdict.reason : "quantity",
    unit: row.unit,
    unlisted: statements.every((one) => one.row.unlisted),
    odooQuantity: quantityText(pair.odoo),
    statedQuantity: quantityText(pair.stated),
    tolerance: quantityText(verdict.kind === "differs" ? verdict.tolerance : 0n),
    statedAt: row.statedAt,
    messageId: row.messageId,
  };
}

function closing(row: OpenDiscrepancy, found: Found | undefined): ClosedDiscrepancy[] {
  if (!found) return [{ ...row, because: "withdrawn" }];
  return found.verdict.kind === "agrees" ? [{ ...row, because: "agrees" }] : [];
}

/** Only statements of which something changed, or that were due. */
function marksOf(kept: readonly Found[], stored: readonly StoredStatement[]): StatementMark[] {
  const differs = new Map<StoredStatement, number>();
  const due = new Map<StoredStatement, number>();
  const earliest = (map: Map<StoredStatement, number>, row: StoredStatement, at: number) =>
    map.set(row, Math.min(map.get(row) ?? at, at));
  for (const { statements, verdict } of kept) {
    if (verdict.kind === "agrees") continue;
    for (const { row } of statements) {
      earliest(differs, row, verdict.differsSince);
      if (verdict.kind === "waits") earliest(due, row, verdict.dueAt);
    }
  }
  return stored.flatMap((row) => {
    const [differsSince, dueAt] = [dateOf(differs.get(row)), dateOf(due.get(row))];
    const isSame = isSameTime(row.differsSince, differsSince) && isSameTime(row.dueAt, dueAt);
    const { connectionId, product, location } = row;
    return isSame ? [] : [{ connectionId, product, location, wasDueAt: row.dueAt, differsSince, dueAt }];
  });
}

const dateOf = (at: number | undefined) => (at === undefined ? null : new Date(at));
const isSameTime = (one: Date | null, other: Date | null) => one?.getTime() === other?.getTime();
