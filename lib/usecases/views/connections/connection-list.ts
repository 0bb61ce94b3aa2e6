import {
  type ConnectionHealthRow,
  listConnectionHealth,
} from "@/db/queries/connections/list-connection-health";
import { selectSpokenHours } from "@/db/queries/watch/watched-connections";
import {
  type ConnectionItem,
  type ConnectionList,
  WAITING_LIMIT,
} from "@/lib/contracts/connections/connection-page";
import type { ConnectionQuery } from "@/lib/contracts/connections/connection-query";
import type { OdooSummary } from "@/lib/contracts/odoo/odoo-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { type ConnectionHealth, connectionHealth, type Habit } from "@/lib/domain/connection/health";
import { RHYTHM_DAYS, silenceOf } from "@/lib/domain/connection/rhythm";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import type { OdooHealth } from "@/lib/domain/odoo/reading-health";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/instant";
import type { Context } from "@/lib/usecases/context";
import { odooSummaries } from "../odoo/odoo-summary";

const STATES = Object.values(MESSAGE_STATES);
const RANKS = [...new Set(STATES.map((state) => state.rank))];
const WAITING_RANKS = [...new Set(STATES.filter((state) => state.needsPerson).map((state) => state.rank))];
/** No connection is silent sooner. */
const QUIET_MS = 2 * HOUR_MS;

const PAGE_ROWS = 100;

/** Every connection of the company and how it does, what needs someone first. */
export async function connectionList(ctx: Context): Promise<readonly ConnectionItem[]> {
  requirePermission(ctx.actor, "connection.read");
  const items = await healthOf(ctx, null);
  return items.sort((a, b) => URGENCY[stateOf(a)] - URGENCY[stateOf(b)] || a.name.localeCompare(b.name));
}

/** One page of those that fit. All are read for it: a reference table of hundreds at most. */
export async function narrowedConnections(ctx: Context, query: ConnectionQuery): Promise<ConnectionList> {
  const all = await connectionList(ctx);
  const needle = query.q?.toLowerCase() ?? "";
  const named = all.filter(({ name, slug }) => `${name} ${slug}`.toLowerCase().includes(needle));
  const counts: Partial<Record<ConnectionHealth, number>> = {};
  for (const item of named) counts[stateOf(item)] = (counts[stateOf(item)] ?? 0) + 1;
  const items = named.filter((item) => query.state === undefined || stateOf(item) === query.state);
  const start = items.findIndex(({ id }) => id === query.after) + 1;
  const shown = items.slice(start, start + PAGE_ROWS);
  const further = items.length > start + PAGE_ROWS ? (shown.at(-1)?.id ?? null) : null;
  return { items: shown, counts, further, total: all.length };
}

/** What needs someone first. */
const URGENCY: Readonly<Record<ConnectionHealth, number>> = {
  refusing: 0,
  attention: 1,
  silent: 2,
  new: 3,
  ok: 4,
  paused: 2,
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

function stateOf({ odoo, health }: ConnectionItem): ConnectionHealth {
  return odoo && health !== "paused" ? ODOO_AS[odoo.health] : health;
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
    heldRank: MESSAGE_STATES.held.rank,
  });
  const odoos = await odooSummaries(ctx, rows);
  const habits = await habitsOf(ctx, rows);
  return rows.map((row) => toItem(row, odoos.get(row.id) ?? null, habits.get(row.id) ?? "speaks"));
}

/** Whether those that are quiet now are so at such a time of the week; by their own history. */
async function habitsOf(ctx: Context, rows: readonly ConnectionHealthRow[]): Promise<Map<string, Habit>> {
  const now = ctx.now().getTime();
  const quiet = rows.filter(({ lastMessageAt }) => lastMessageAt && now - lastMessageAt.getTime() > QUIET_MS);
  const since = new Date(now - RHYTHM_DAYS * DAY_MS);
  const ids = quiet.map(({ id }) => id);
  const hours = await selectSpokenHours(ctx.db, ctx.actor.companyId, ids, since);
  return new Map(
    ids.map((id) => {
      const own = hours.get(id) ?? [];
      if (silenceOf(own, now)) return [id, "silent"];
      return [id, (own[0] ?? now) <= now - 7 * DAY_MS ? "usual" : "unknown"];
    }),
  );
}

function toItem(row: ConnectionHealthRow, odoo: OdooSummary | null, habit: Habit): ConnectionItem {
  const { verification, lastMessageAt, oldestWaitingAt, accepted, repeated, conflicting, ...rest } = row;
  const { unsigned, tooLarge, overRate, badEncoding, ...about } = rest;
  const waiting = Math.min(row.waiting, WAITING_LIMIT);
  return {
    ...about,
    scheme: verification.scheme,
    health: connectionHealth({
      enabled: row.enabled,
      paused: row.hold !== null,
      taken: accepted + repeated + conflicting,
      refused: unsigned + tooLarge + overRate + badEncoding,
      waiting: waiting + row.unmappedCodes,
      everReceived: lastMessageAt !== null,
      habit,
    }),
    lastMessageAt: lastMessageAt?.toISOString() ?? null,
    day: { accepted, repeated, conflicting, unsigned, tooLarge, overRate, badEncoding },
    waiting,
    oldestWaitingAt: oldestWaitingAt?.toISOString() ?? null,
    odoo,
  };
}
