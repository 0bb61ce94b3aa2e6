import type { Database, Executor } from "@/db/client";
import { selectLeaseTime } from "@/db/queries/commands/claim-commands";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import type { OdooClient } from "@/lib/connectors/odoo/client/odoo-client";
import { openOdooClient } from "@/lib/usecases/odoo/open-client";

/** What telling commands to Odoo needs. The times have defaults for production; soaks and tests shorten them. */
export interface CommandDeps {
  readonly db: Database;
  readonly now: () => Date;
  /** A client with the actor's key. */
  readonly openClient: (owner: OdooOwner) => Promise<OdooClient>;
  /** The clock leases go by: the database's own, unless a test moves it by hand. */
  readonly leaseNow?: () => Promise<Date>;
  /** How long a command belongs to a worker without a sign of life; a killed worker's are taken over after that. */
  readonly leaseMs?: number;
  /** Multiplies every wait before another try. */
  readonly waitFactor?: number;
  /** For tests: reached at each named step; one that never returns is a worker that died there. */
  readonly onStep?: (step: string, operationKey: string) => Promise<void>;
}

export const LEASE_MS = 60_000;
const CLIENT_KEPT_MS = 60_000;

/** The moment by the clock of leases, and until when a lease taken now lasts. */
export async function leaseTime(
  deps: CommandDeps,
  db: Executor = deps.db,
): Promise<{ readonly leaseNow: Date; readonly leasedUntil: Date }> {
  const leaseNow = await (deps.leaseNow ? deps.leaseNow() : selectLeaseTime(db));
  return { leaseNow, leasedUntil: new Date(leaseNow.getTime() + (deps.leaseMs ?? LEASE_MS)) };
}

/** Opens clients with the actor's key and keeps each for a minute, so that a new key is used soon. `limits` are for soaks. */
export function actorClients(
  db: Database,
  secretKey: Buffer,
  limits: Parameters<typeof openOdooClient>[4] = {},
): CommandDeps["openClient"] {
  const open = new Map<string, { readonly client: Promise<OdooClient>; readonly untilMs: number }>();
  return (owner) => {
    const key = `${owner.companyId} ${owner.connectionId}`;
    const known = open.get(key);
    if (known && known.untilMs > Date.now()) return known.client;
    const client = openOdooClient(db, secretKey, owner, "actor", limits);
    open.set(key, { client, untilMs: Date.now() + CLIENT_KEPT_MS });
    client.catch(() => open.delete(key));
    return client;
  };
}
