import { listOverrides, listUnmapped } from "@/db/queries/connections/code-overrides";
import { listSecretDates } from "@/db/queries/connections/connection-secrets";
import { findConnectionBySlug } from "@/db/queries/connections/find-connection";
import type { ConnectionPage } from "@/lib/contracts/connections/connection-page";
import { curlExample } from "@/lib/contracts/connections/curl-example";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { env } from "@/lib/env";
import type { Context } from "@/lib/usecases/context";
import { healthOf } from "./connection-list";

const MAX_UNMAPPED = 200;

/** One connection with everything a person needs to set the partner up, to see how it does and to say what its codes mean. */
export async function connectionPage(ctx: Context, slug: string): Promise<ConnectionPage> {
  requirePermission(ctx.actor, "connection.read");
  const { companyId } = ctx.actor;
  const row = await findConnectionBySlug(ctx.db, slug);
  if (row?.companyId !== companyId) throw new NotFoundError("There is no such connection.");
  const mayReadMapping = can(ctx.actor, "mapping.read");
  const [[item], secrets, overrides, unmapped] = await Promise.all([
    healthOf(ctx, row.id),
    listSecretDates(ctx.db, companyId, row.id),
    mayReadMapping ? listOverrides(ctx.db, companyId, row.id) : [],
    mayReadMapping ? listUnmapped(ctx.db, companyId, row.id, MAX_UNMAPPED) : [],
  ]);
  if (!item) throw new NotFoundError("There is no such connection.");
  const address = connectionAddress(row.slug);
  const { verification, dialect } = row;
  return {
    ...item,
    version: row.version,
    mappingVersion: row.mappingVersion,
    address,
    verification,
    deliveryKeyHeader: row.deliveryKeyHeader,
    defaultZone: row.defaultZone,
    maxBodyBytes: row.maxBodyBytes,
    ratePerMinute: row.ratePerMinute,
    mayCreateShipments: row.mayCreateShipments,
    acknowledges: row.acknowledges,
    wayOut: row.wayOut,
    fetchAddress: address.replace("/api/inbound/", "/api/outbound/"),
    csvMapping: mayReadMapping ? row.csvMapping : null,
    dropFolder: row.watchFolder ? `${env().DROP_FOLDER ?? "DROP_FOLDER"}/${row.slug}` : null,
    curlExample: curlExample({ address, dialect, verification }),
    secrets: secrets.map(({ id, createdAt, retiredAt }) => ({
      id,
      createdAt: createdAt.toISOString(),
      retiredAt: retiredAt?.toISOString() ?? null,
      isInUse: retiredAt === null || retiredAt > ctx.now(),
    })),
    overrides: overrides.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() })),
    unmapped: unmapped.map((one) => ({
      ...one,
      firstSeenAt: one.firstSeenAt.toISOString(),
      lastSeenAt: one.lastSeenAt.toISOString(),
    })),
  };
}

/** Where the partner sends its messages. Without NEXTAUTH_URL only the path is known. */
function connectionAddress(slug: string): string {
  return `${(env().NEXTAUTH_URL ?? "").replace(/\/$/, "")}/api/inbound/${slug}`;
}
