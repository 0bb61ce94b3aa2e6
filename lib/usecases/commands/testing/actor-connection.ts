import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { connection } from "@/db/schema/connection";
import { odooConnection } from "@/db/schema/odoo";
import { inTransaction } from "@/db/transaction";
import { openCommandWorld } from "@/lib/connectors/odoo/commands/testing/command-world";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import { ensureCompany } from "@/lib/usecases/access/ensure-company";
import { sealSecret } from "@/lib/usecases/connections/seal";
import type { CommandInput } from "../command-input";
import { enqueueCommand } from "../enqueue-command";

interface ActorWish {
  readonly secretKey: Buffer;
  readonly odoo: {
    readonly url: string;
    readonly database: string;
    readonly login: string;
    readonly password: string;
  };
  /** Where the worker finds it: a proxy. */
  readonly through: string;
}

/** An Odoo connection with the actor's key, for soaks: set up past the proxy, used through it. */
export async function addActorConnection(
  db: Database,
  { odoo, secretKey, through }: ActorWish,
): Promise<{ readonly owner: OdooOwner; readonly odooCompanyId: number }> {
  const { url, database, login, password } = odoo;
  const target = { url, database, adminLogin: login, adminPassword: password, close: async () => undefined };
  const world = await openCommandWorld(target, "Milepost push soak");
  const companyId = await ensureCompany(db, { slug: "soak", name: "Soak", zone: "UTC" });
  const owner = { companyId, connectionId: randomUUID() };
  await db.insert(connection).values({
    id: owner.connectionId,
    companyId,
    slug: "soak-odoo",
    name: "Odoo",
    dialect: "odoo",
    partnerKind: "erp",
    verification: { scheme: "none" },
    maxBodyBytes: 1024,
  });
  await db.insert(odooConnection).values({
    ...owner,
    baseUrl: through,
    database,
    transport: world.client.transport,
    actorLogin: world.login,
    actorKeySealed: sealSecret(secretKey, owner, world.apiKey),
    settings: DEFAULT_ODOO_SETTINGS,
  });
  await world.close();
  return { owner, odooCompanyId: world.companyId };
}

/** Commands given by a process of ours, a hundred in a transaction. */
export async function enqueueAll(
  db: Database,
  companyId: number,
  inputs: readonly CommandInput[],
): Promise<void> {
  const giver = { actor: { kind: "system", job: "soak", companyId } as const, now: () => new Date() };
  for (let from = 0; from < inputs.length; from += 100) {
    await inTransaction(db, async (tx) => {
      for (const input of inputs.slice(from, from + 100)) await enqueueCommand(tx, giver, input);
    });
  }
}
