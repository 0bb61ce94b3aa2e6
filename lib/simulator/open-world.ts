import type { Database } from "@/db/client";
import type { Role } from "@/lib/domain/access/role";
import { ROLES } from "@/lib/domain/access/role";
import { DAY_MS } from "@/lib/domain/time/instant";
import { ensureCompany } from "@/lib/usecases/access/ensure-company";
import type { Context } from "@/lib/usecases/context";
import { beginDemoWorld, knownShipments, lastReceivedAt } from "@/lib/usecases/demo/demo-world";
import { ensureConnections, type WantedConnection } from "@/lib/usecases/demo/ensure-connections";
import { ensurePeople } from "@/lib/usecases/demo/ensure-people";
import { ensurePolicies } from "@/lib/usecases/demo/ensure-policies";
import type { Cast } from "./live/deliver";
import { possibleRuns } from "./live/live-runs";
import type { WorldSettings } from "./schedule/outgoing";
import { PARTNERS, type Partner } from "./world/partners";
import { PROMISES } from "./world/promises";

const COMPANY = { slug: "harrow-vale", name: "Harrow & Vale Freight", zone: "America/Chicago" } as const;

export interface OpenWorld {
  readonly companyId: number;
  readonly world: WorldSettings;
  readonly cast: Cast;
  readonly added: { readonly people: number; readonly connections: number; readonly policies: number };
  /** The newest message in the inbox; null when nothing was ever received. */
  readonly lastAt: Date | null;
  /** Local runs that an earlier process started and that may still be on their way. */
  readonly runs: readonly number[];
}

interface Settings {
  readonly world: WorldSettings;
  readonly secretKey: Buffer;
  /** Password of the made-up colleagues; null makes none. */
  readonly password: string | null;
}

/** Makes what is missing of the made-up company and its partners, and finds out where its story stands. */
export async function openWorld(db: Database, settings: Settings): Promise<OpenWorld> {
  const companyId = await ensureCompany(db, COMPANY);
  const actor = { kind: "system", job: "simulator", companyId } as const;
  const ctx: Context = { db, actor, now: () => new Date() };
  const roles: readonly Role[] = ROLES;
  const people = settings.password ? await ensurePeople(ctx, roles, settings.password) : 0;
  const made = await ensureConnections(ctx, settings.secretKey, PARTNERS.map(wantedConnection));
  const world = await beginDemoWorld(ctx, settings.world);
  const lastAt = await lastReceivedAt(db, companyId);
  // Agreed before the story begins; into a story under way they come from now on.
  const agreedAt = lastAt ? new Date() : new Date(world.anchorAt - (world.days + 1) * DAY_MS);
  const policies = await ensurePolicies({ ...ctx, now: () => agreedAt }, PROMISES);
  return {
    companyId,
    world,
    cast: castOf(made.connections),
    added: { people, connections: made.added, policies },
    lastAt,
    runs: lastAt ? await unfinishedRuns(db, companyId, world, lastAt) : [],
  };
}

function wantedConnection({ overrides, ...settings }: Partner): WantedConnection {
  const { csvMapping, ...rest } = settings;
  const mapping = csvMapping && { ...csvMapping, statuses: { ...csvMapping.statuses } };
  return { settings: { ...rest, csvMapping: mapping }, overrides };
}

function castOf(connections: Awaited<ReturnType<typeof ensureConnections>>["connections"]): Cast {
  const bySlug = new Map(connections.map((connection) => [connection.slug, connection]));
  return new Map(
    PARTNERS.map((partner) => {
      const own = bySlug.get(partner.slug);
      if (!own)
        throw new Error(`The connection ${partner.slug} belongs to another company of this database.`);
      return [partner.slug, { partner, connectionId: own.id, secret: own.secret }];
    }),
  );
}

async function unfinishedRuns(
  db: Database,
  companyId: number,
  world: WorldSettings,
  lastAt: Date,
): Promise<number[]> {
  const possible = possibleRuns(world, lastAt.getTime());
  const known = await knownShipments(db, companyId, [...possible.keys()]);
  return [...known].flatMap((number) => possible.get(number) ?? []);
}
