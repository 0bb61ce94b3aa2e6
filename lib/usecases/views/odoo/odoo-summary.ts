import { type OdooReadingRow, type PullRow, selectOdooReading } from "@/db/queries/odoo/select-odoo-reading";
import { MODEL_PLANS } from "@/lib/connectors/odoo/models";
import type { OdooSummary } from "@/lib/contracts/odoo/odoo-page";
import {
  loadedPercent,
  type ModelReading,
  odooHealth,
  slowestBehind,
} from "@/lib/domain/odoo/reading-health";
import type { Context } from "@/lib/usecases/context";
import { REFUSALS } from "@/lib/usecases/odoo/pull/refusals";

const PACES = new Map(MODEL_PLANS.map(({ model, pace }) => [model, pace]));

interface Switched {
  readonly id: string;
  readonly dialect: string;
  readonly enabled: boolean;
}

/** How each of these does that is an Odoo, by connection. The caller has checked the permission. */
export async function odooSummaries(
  ctx: Context,
  connections: readonly Switched[],
): Promise<ReadonlyMap<string, OdooSummary>> {
  const wanted = connections.filter(({ dialect }) => dialect === "odoo");
  if (wanted.length === 0) return new Map();
  const rows = await selectOdooReading(ctx.db, { companyId: ctx.actor.companyId, connectionId: null });
  return new Map(
    wanted.map(({ id, enabled }) => {
      const row = rows.find(({ connectionId }) => connectionId === id);
      return [id, row ? toSummary(row, enabled, ctx.now()) : NOT_SET_UP];
    }),
  );
}

/** Added, but no Odoo was named yet. */
const NOT_SET_UP: OdooSummary = {
  health: "not_set_up",
  behindMs: null,
  loadedPercent: 0,
  error: null,
  retryAt: null,
};

/** `enabled` is the connection's own switch. */
export function toSummary(row: OdooReadingRow, enabled: boolean, now: Date): OdooSummary {
  const models = row.pulls.map(toReading);
  const breaker = row.breakerState ?? "closed";
  return {
    health: odooHealth(
      { enabled, isSetUp: row.hasReaderKey, breaker, pollSeconds: row.settings.pollSeconds, models },
      now,
    ),
    behindMs: slowestBehind(models, now),
    loadedPercent: loadedPercent(models),
    error: breaker === "closed" ? (row.pulls.find(isRefused)?.error ?? null) : row.error,
    retryAt: breaker === "closed" ? null : isoOrNull(row.retryAt),
  };
}

export function toReading(pull: PullRow): ModelReading {
  return {
    pace: PACES.get(pull.model) ?? "slow",
    loadedAt: dateOrNull(pull.loadedAt),
    polledAt: dateOrNull(pull.polledAt),
    expectedCount: pull.expectedCount,
    recordCount: pull.recordCount,
    hasError: isRefused(pull),
  };
}

/** What will not mend itself. A lost connection is the breaker's to tell, and passes. */
function isRefused({ errorClass }: PullRow): boolean {
  return errorClass !== null && (REFUSALS as readonly string[]).includes(errorClass);
}

export function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

export function isoOrNull(text: string | null): string | null {
  return dateOrNull(text)?.toISOString() ?? null;
}
