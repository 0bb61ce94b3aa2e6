import { listConnectionIds } from "@/db/queries/demo/find-demo";
import type { AddConnectionInput } from "@/lib/contracts/connections/connection-input";
import type { CodeOverride } from "@/lib/domain/message/parsed-message";
import { addConnection } from "@/lib/usecases/connections/add-connection";
import { mapCode } from "@/lib/usecases/connections/map-code";
import type { Context } from "@/lib/usecases/context";
import { loadSenders } from "@/lib/usecases/inbox/load-senders";

export interface WantedConnection {
  readonly settings: AddConnectionInput;
  /** What this partner means by codes where it differs from the standard. */
  readonly overrides: readonly CodeOverride[];
}

export interface DemoConnection {
  readonly slug: string;
  readonly id: string;
  /** In clear, for the process that plays the partner; null where the scheme knows none. */
  readonly secret: string | null;
}

/** The demo's connections, those that are missing made with a secret of their own. */
export async function ensureConnections(
  ctx: Context,
  secretKey: Buffer,
  wanted: readonly WantedConnection[],
): Promise<{ readonly connections: readonly DemoConnection[]; readonly added: number }> {
  const { companyId } = ctx.actor;
  const known = await listConnectionIds(ctx.db, companyId);
  const missing = wanted.filter(({ settings }) => !known.has(settings.slug));
  for (const { settings, overrides } of missing) {
    const { id: connectionId } = await addConnection(ctx, secretKey, settings);
    for (const [expectedMappingVersion, override] of overrides.entries()) {
      await mapCode(ctx, { connectionId, expectedMappingVersion, ...override });
    }
  }
  const slugs = wanted.map(({ settings }) => settings.slug);
  const senders = await loadSenders(ctx.db, secretKey, slugs);
  const connections = senders
    .filter((sender) => sender.companyId === companyId)
    .map(({ slug, id, secrets }) => ({ slug, id, secret: secrets[0]?.text ?? null }));
  return { connections, added: missing.length };
}
