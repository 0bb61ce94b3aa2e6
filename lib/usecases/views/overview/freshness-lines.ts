import { selectFreshness } from "@/db/queries/overview/select-sums";
import type { ConnectionItem } from "@/lib/contracts/connections/connection-page";
import type { FreshnessLine } from "@/lib/contracts/overview/overview-page";
import { can } from "@/lib/domain/access/actor";
import type { ConnectionHealth } from "@/lib/domain/connection/health";
import type { OdooHealth } from "@/lib/domain/odoo/reading-health";
import { boundOfShare } from "@/lib/domain/overview/buckets";
import { DAY_MS } from "@/lib/domain/time/instant";
import type { Context } from "@/lib/usecases/context";
import { groupBy } from "@/lib/usecases/odoo/deliveries/group-by";
import { connectionList } from "../connections/connection-list";

const STATES: Readonly<Record<ConnectionHealth, FreshnessLine["state"]>> = {
  refusing: { label: "turned away", tone: "bad" },
  attention: { label: "waits for a person", tone: "warn" },
  paused: { label: "paused", tone: "warn" },
  silent: { label: "silent", tone: "bad" },
  new: { label: "nothing yet", tone: "neutral" },
  ok: { label: "healthy", tone: "ok" },
  off: { label: "off", tone: "neutral" },
};
const ODOO_STATES: Readonly<Record<OdooHealth, FreshnessLine["state"]>> = {
  away: { label: "does not answer", tone: "bad" },
  refused: { label: "refuses us", tone: "bad" },
  trying: { label: "trying again", tone: "warn" },
  behind: { label: "behind", tone: "warn" },
  not_set_up: { label: "not set up", tone: "neutral" },
  loading: { label: "loading", tone: "info" },
  ok: { label: "healthy", tone: "ok" },
  off: { label: "off", tone: "neutral" },
};
const MOST_LINES = 50;

/** How long what connections told in the last 24 hours took to reach us, those that need someone first. Null for who may not see connections. */
export async function freshnessLines(ctx: Context): Promise<FreshnessLine[] | null> {
  if (!can(ctx.actor, "connection.read")) return null;
  const sinceAt = new Date(ctx.now().getTime() - DAY_MS);
  const [connections, delays] = await Promise.all([
    connectionList(ctx),
    selectFreshness(ctx.db, ctx.actor.companyId, sinceAt),
  ]);
  const byConnection = groupBy(delays, ({ connectionId }) => connectionId);
  return connections
    .filter(({ enabled, dialect }) => enabled && dialect !== "manual")
    .slice(0, MOST_LINES)
    .map((connection) => line(connection, byConnection.get(connection.id) ?? []));
}

function line(
  connection: ConnectionItem,
  buckets: readonly { readonly bound: number; readonly count: number }[],
): FreshnessLine {
  const { id, name, slug, health, odoo, lastMessageAt } = connection;
  return {
    ...{ connectionId: id, name, slug, lastMessageAt },
    halfWithinSeconds: boundOfShare(buckets, 0.5),
    mostWithinSeconds: boundOfShare(buckets, 0.95),
    state: odoo ? ODOO_STATES[odoo.health] : STATES[health],
  };
}
