import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import { insertConnection } from "@/db/queries/connections/write-connection";
import { inTransaction } from "@/db/transaction";
import {
  type AddConnectionInput,
  addConnectionInput,
  DEFAULT_BODY_BYTES,
} from "@/lib/contracts/connections/connection-input";
import type { HandedOverSecret } from "@/lib/contracts/connections/connection-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { readInput } from "./read-input";
import { storeSecret } from "./store-secret";

export interface AddedConnection {
  readonly id: string;
  readonly slug: string;
  /** In clear, this once. Null where the scheme knows no secret. */
  readonly secret: HandedOverSecret | null;
}

/** Opens a new way in for one partner. Its secret is handed over once and kept sealed. */
export async function addConnection(
  ctx: Context,
  secretKey: Buffer,
  given: AddConnectionInput,
): Promise<AddedConnection> {
  requirePermission(ctx.actor, "connection.manage");
  const input = readInput(addConnectionInput, given);
  const { secret: givenSecret, ...settings } = input;
  const { companyId } = ctx.actor;
  const now = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const row = await insertConnection(tx, {
      ...settings,
      id: uuidv7({ msecs: now.getTime() }),
      companyId,
      verification: verificationOf(input),
      maxBodyBytes: input.maxBodyBytes ?? DEFAULT_BODY_BYTES[input.dialect],
      createdAt: now,
    });
    if (!row) {
      const problem = "This name is taken. Choose another; it is part of a public address.";
      throw new InvalidError(`The connection was not added. ${problem}`, { slug: problem });
    }
    const secret = await storeSecret(tx, { secretKey, connection: row, given: givenSecret, now });
    const after = { slug: row.slug, dialect: row.dialect, scheme: row.verification.scheme };
    const subject = { kind: "connection", id: row.id };
    await appendAudit(tx, ctx.actor, { action: "connection.add", subject, after }, now);
    return { id: row.id, slug: row.slug, secret };
  });
}

/** As the domain has it: an absent prefix is absent, not undefined. */
function verificationOf({ verification }: z.output<typeof addConnectionInput>) {
  if (verification.scheme !== "hmac") return verification;
  const { prefix, ...rest } = verification;
  return prefix ? { ...rest, prefix } : rest;
}
