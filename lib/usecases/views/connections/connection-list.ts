import {
  type ConnectionHealthRow,
  listConnectionHealth,
} from "@/db/queries/connections/list-connection-health";
import { type ConnectionItem, WAITING_LIMIT } from "@/lib/contracts/connections/connection-page";
import type { OdooSummary } from "@/lib/contracts/odoo/odoo-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { type ConnectionHealth, connectionHealth } from "@/lib/domain/connection/health";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import type { OdooHealth } from "@/lib/domain/odoo/reading-health";
import type { Context } from "@/lib/usecases/context";
import { odooSummaries } from "../odoo/odoo-summary";

const STATES = Object.values(MESSAGE_STATES);
const RANKS = [...new Set(STATES.map((state) => state.rank))];
const WAITING_RANKS = [...new Set(STATES.filter((state) => state.needsPerson).map((state) => state.rank))];
const DAY_MS = 86_400_000;

/** Every connection of the company and how it does. */
export async function connectionList(ctx: Context): Promise<readonly ConnectionItem[]> {
  requirePermission(ctx.actor, "connection.read");
  const items = await healthOf(ctx, null);
  return items.sort((a, b) => urgencyOf(a) - urgencyOf(b) || a.name.localeCompare(b.name));
}

/** What needs someone first. */
const URGENCY: Readonly<Record<ConnectionHealth, number>> = {
  refusing: 0,
  attention: 1,
  silent: 2,
  new: 3,
  ok: 4,
  off: 5,
};

/** An Odoo is asked rather than asks: how its reading does counts, not what it sent. */
const ODOO_AS: Readonly<Record<OdooHealth, ConnectionHealth>> = {
  away: "refusing",
  refused: "refusing",
  trying: "attention",
  behind: "silent",
  not_set_up: "new",
  loading: "new",
  ok: "ok",
  off: "off",
};

function urgencyOf({ odoo, health }: ConnectionItem): number {
  return URGENCY[odoo ? ODOO_AS[odoo.health] : health];
}

/** The same for one connection, or for all. The caller has checked the permission. */
export async function healthOf(ctx: Context, connectionId: string | null): Promise<ConnectionItem[]> {
  const rows = await listConnectionHealth(ctx.db, {
    companyId: ctx.actor.companyId,
    connectionId,
    sinceAt: new Date(ctx.now().getTime() - DAY_MS),
    ranks: RANKS,
    waitingRanks: WAITING_RANKS,
    waitingLimit: WAITING_LIMIT,
  });
  const odoos = await odooSummaries(ctx, rows);
  return rows.map((row) => toItem(row, odoos.get(row.id) ?? null));
}

function toItem(row: ConnectionHealthRow, odoo: OdooSummary | null): ConnectionItem {
  const { verification, lastMessageAt, oldestWaitingAt, accepted, repeated, conflicting, ...rest } = row;
  const { unsigned, tooLarge, overRate, badEncoding, ...about } = rest;
  const waiting = Math.min(row.waiting, WAITING_LIMIT);
  return {
    ...about,
    scheme: verification.scheme,
    health: connectionHealth({
      enabled: row.enabled,
      taken: accepted + repeated + conflicting,
      refused: unsigned + tooLarge + overRate + badEncoding,
      waiting: waiting + row.unmappedCodes,
      everReceived: lastMessageAt !== null,
    }),
    lastMessageAt: lastMessageAt?.toISOString() ?? null,
    day: { accepted, repeated, conflicting, unsigned, tooLarge, overRate, badEncoding },
    waiting,
    oldestWaitingAt: oldestWaitingAt?.toISOString() ?? null,
    odoo,
  };
}
