import {
  type OdooReadingRow,
  type PullRow,
  selectHintsWaiting,
  selectOdooCompanies,
  selectOdooReading,
} from "@/db/queries/odoo/select-odoo-reading";
import { MODEL_PLANS } from "@/lib/connectors/odoo/models";
import {
  HINT_LIMIT,
  type OdooBreaker,
  type OdooDetail,
  type OdooKey,
  type OdooModelRow,
  type OdooRights,
} from "@/lib/contracts/odoo/odoo-page";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import { behindBy, isBehind, modelShare } from "@/lib/domain/odoo/reading-health";
import type { Context } from "@/lib/usecases/context";
import { workerSilence } from "../live/worker-silence";
import { dateOrNull, isoOrNull, toReading, toSummary } from "./odoo-summary";

const DAY_MS = 86_400_000;
const MOST_COMPANIES = 200;
const ORDER = new Map(MODEL_PLANS.map(({ model }, place) => [model, place]));

/** What stands behind one Odoo connection. Null: it was added, but no Odoo was named yet. */
export async function odooDetail(
  ctx: Context,
  { id, enabled }: { readonly id: string; readonly enabled: boolean },
): Promise<OdooDetail | null> {
  requirePermission(ctx.actor, "connection.read");
  const owner = { companyId: ctx.actor.companyId, connectionId: id };
  const [[row], hints, companies, stale] = await Promise.all([
    selectOdooReading(ctx.db, owner),
    selectHintsWaiting(ctx.db, { ...owner, limit: HINT_LIMIT }),
    selectOdooCompanies(ctx.db, { ...owner, limit: MOST_COMPANIES }),
    workerSilence(ctx),
  ]);
  if (!row) return null;
  const now = ctx.now();
  // While Odoo is left alone every model falls behind: that is said once, not on each line.
  const isAsked = (row.breakerState ?? "closed") === "closed";
  const settings = { ...DEFAULT_ODOO_SETTINGS, ...row.settings };
  const started = row.pulls.flatMap(({ loadStartedAt }) => loadStartedAt ?? []).sort();
  return {
    ...toSummary(row, enabled, now),
    isSetUp: row.hasReaderKey,
    version: row.version,
    baseUrl: row.baseUrl,
    database: row.database,
    serverVersion: row.serverVersion,
    transport: row.transport,
    reader: row.hasReaderKey ? toKey(row.readerLogin, row.readerKeyExpiresAt, now) : null,
    actor: row.hasActorKey ? toKey(row.actorLogin, row.actorKeyExpiresAt, now) : null,
    checkedAt: isoOrNull(row.checkedAt),
    breaker: toBreaker(row),
    models: [...row.pulls].sort(byOrder).map((pull) => toModel(pull, settings.pollSeconds, isAsked, now)),
    loadStartedAt: isoOrNull(started[0] ?? null),
    hints: { enabled: row.hintsEnabled, waiting: hints.waiting, lastAt: isoOrNull(hints.lastAt) },
    settings,
    companies,
    stale,
  };
}

/** Which controls to show. Each action asks again. */
export function odooRights({ actor }: Context): OdooRights {
  return { manage: can(actor, "connection.manage"), readCommands: can(actor, "command.read") };
}

function byOrder(a: PullRow, b: PullRow): number {
  return (ORDER.get(a.model) ?? ORDER.size) - (ORDER.get(b.model) ?? ORDER.size);
}

function toKey(login: string | null, expires: string | null, now: Date): OdooKey {
  const expiresAt = dateOrNull(expires);
  return {
    login: login ?? "",
    expiresAt: expiresAt?.toISOString() ?? null,
    daysLeft: expiresAt && Math.floor((expiresAt.getTime() - now.getTime()) / DAY_MS),
  };
}

function toBreaker(row: OdooReadingRow): OdooBreaker {
  return {
    state: row.breakerState ?? "closed",
    failures: row.failures ?? 0,
    errorClass: row.errorClass,
    error: row.error,
    openedAt: isoOrNull(row.openedAt),
    retryAt: isoOrNull(row.retryAt),
    succeededAt: isoOrNull(row.succeededAt),
  };
}

function toModel(pull: PullRow, pollSeconds: number, isAsked: boolean, now: Date): OdooModelRow {
  const reading = toReading(pull);
  return {
    model: pull.model,
    pace: reading.pace,
    records: pull.recordCount,
    expected: pull.expectedCount,
    percent: Math.floor(modelShare(reading) * 100),
    isLoaded: reading.loadedAt !== null,
    polledAt: isoOrNull(pull.polledAt),
    changedAt: isoOrNull(pull.changedAt),
    behindMs: behindBy(reading, now),
    isBehind: isAsked && isBehind(reading, pollSeconds, now),
    sweptAt: isoOrNull(pull.sweptAt),
    idSweptAt: isoOrNull(pull.idSweptAt),
    nextPollAt: new Date(pull.nextPollAt).toISOString(),
    error: pull.error,
    errorAt: isoOrNull(pull.errorAt),
  };
}
