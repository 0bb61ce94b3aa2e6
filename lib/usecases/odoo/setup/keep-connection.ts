import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { type ConnectionRow, findConnectionBySlug } from "@/db/queries/connections/find-connection";
import { insertConnection } from "@/db/queries/connections/write-connection";
import {
  findOdooConnection,
  insertOdooConnection,
  type OdooOwner,
  updateOdooConnection,
} from "@/db/queries/odoo/odoo-connection";
import { inTransaction } from "@/db/transaction";
import type { setUpOdooInput } from "@/lib/contracts/odoo/setup-input";
import { InvalidError } from "@/lib/domain/app-error";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";

export interface KeptConnection {
  readonly owner: OdooOwner;
  readonly made: boolean;
}

const MAX_BODY_BYTES = 16 * 1024 * 1024;

const NO_KEYS = {
  readerKeySealed: null,
  readerKeyExpiresAt: null,
  actorKeySealed: null,
  actorKeyExpiresAt: null,
} as const;

/**
 * The company's connection for this Odoo, made when missing. Nothing from outside may post to it: its scheme is `none`. An address may change, and
 * then the keys are made anew: those in use are never sent to another address. Another database is another Odoo, whose ids would meet those of the first.
 *
 * @param databaseUuid by which Odoo tells its database from every other; null when it has none.
 */
export async function keepConnection(
  ctx: Context,
  input: z.output<typeof setUpOdooInput>,
  databaseUuid: string | null,
): Promise<KeptConnection> {
  return inTransaction(ctx.db, async (tx) => {
    const known = await findConnectionBySlug(tx, input.slug);
    if (!known) return { owner: await addConnection(tx, ctx, input, databaseUuid), made: true };
    const owner = { companyId: ctx.actor.companyId, connectionId: known.id };
    refuseForeign(known, owner.companyId);
    const { baseUrl, database } = input;
    const current = await findOdooConnection(tx, owner);
    if (!current) {
      const settings = DEFAULT_ODOO_SETTINGS;
      await insertOdooConnection(tx, { ...owner, baseUrl, database, databaseUuid, settings });
      return { owner, made: true };
    }
    if (current.readerKeySealed && current.database !== database) {
      throw new InvalidError(
        `The connection ${input.slug} reads the database ${current.database}. Nothing was changed; give another Odoo a name of its own.`,
      );
    }
    if (current.databaseUuid !== null && current.databaseUuid !== databaseUuid) {
      throw new InvalidError(
        `${baseUrl} is another Odoo than the one the connection ${input.slug} reads, though its database has the same name. Nothing was changed and no key was sent there; give another Odoo a name of its own.`,
      );
    }
    const moved = current.baseUrl !== baseUrl;
    if (!moved && current.database === database) {
      if (current.databaseUuid === null) await updateOdooConnection(tx, owner, { databaseUuid });
      return { owner, made: false };
    }
    await updateOdooConnection(tx, owner, { baseUrl, database, databaseUuid, ...(moved ? NO_KEYS : {}) });
    const before = { baseUrl: current.baseUrl, database: current.database };
    const subject = { kind: "connection", id: known.id };
    const entry = { action: "odoo.address.change", subject, before, after: { baseUrl, database } };
    await appendAudit(tx, ctx.actor, entry, ctx.now());
    return { owner, made: false };
  });
}

function refuseForeign(known: ConnectionRow, companyId: number): void {
  if (known.companyId === companyId && known.dialect === "odoo") return;
  const problem = "This name is taken by another connection. Choose another; it is part of an address.";
  throw new InvalidError(`Nothing was set up. ${problem}`, { slug: problem });
}

async function addConnection(
  tx: Transaction,
  ctx: Context,
  input: z.output<typeof setUpOdooInput>,
  databaseUuid: string | null,
): Promise<OdooOwner> {
  const { companyId } = ctx.actor;
  const { slug, name, baseUrl, database } = input;
  const now = ctx.now();
  const row = await insertConnection(tx, {
    id: uuidv7({ msecs: now.getTime() }),
    companyId,
    slug,
    name,
    dialect: "odoo",
    partnerKind: "erp",
    verification: { scheme: "none" },
    maxBodyBytes: MAX_BODY_BYTES,
    acknowledges: false,
    mayCreateShipments: true,
    createdAt: now,
  });
  if (!row) throw new InvalidError("This name was taken just now. Nothing was set up; choose another.");
  const owner = { companyId, connectionId: row.id };
  const settings = DEFAULT_ODOO_SETTINGS;
  await insertOdooConnection(tx, { ...owner, baseUrl, database, databaseUuid, settings });
  const after = { slug, dialect: "odoo", scheme: "none", baseUrl, database };
  const subject = { kind: "connection", id: row.id };
  await appendAudit(tx, ctx.actor, { action: "connection.add", subject, after }, now);
  return owner;
}
