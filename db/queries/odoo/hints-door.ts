import { and, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { connection } from "../../schema/connection";
import { odooConnection } from "../../schema/odoo";

export interface HintAddressRow {
  readonly companyId: number;
  readonly connectionId: string;
  readonly slug: string;
  readonly ratePerMinute: number;
  readonly sealed: Buffer | null;
}

/** The Odoo connection of that name which takes hints. The name is unique over all companies: it is part of a public address. */
export async function findHintAddress(db: Executor, slug: string): Promise<HintAddressRow | undefined> {
  const [row] = await db
    .select({
      companyId: connection.companyId,
      connectionId: connection.id,
      slug: connection.slug,
      ratePerMinute: connection.ratePerMinute,
      sealed: odooConnection.hintSecretSealed,
    })
    .from(connection)
    .innerJoin(
      odooConnection,
      and(eq(odooConnection.companyId, connection.companyId), eq(odooConnection.connectionId, connection.id)),
    )
    .where(
      and(eq(connection.slug, slug), eq(connection.enabled, true), eq(odooConnection.hintsEnabled, true)),
    );
  return row;
}
