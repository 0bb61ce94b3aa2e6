import { access, mkdir, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ConnectionRow, findConnection } from "@/db/queries/connections/find-connection";
import { inTransaction } from "@/db/transaction";
import type { ConnectionTest } from "@/lib/contracts/connections/connection-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { askOutside, type OutboundPolicy } from "../notices/post-outside";
import { openOdooClient } from "../odoo/open-client";

interface TestSettings {
  readonly secretKey: Buffer;
  readonly outbound: OutboundPolicy;
  readonly dropFolder: string | undefined;
}

/**
 * A real call where there is something to call: an Odoo is asked who we are, an address we post to is asked for its head, a drop folder is written to. Nothing of
 * it has an effect at the partner. Null where the partner only ever calls us.
 */
export async function testConnection(
  ctx: Context,
  settings: TestSettings,
  connectionId: string,
): Promise<ConnectionTest | null> {
  requirePermission(ctx.actor, "connection.manage");
  const key = { companyId: ctx.actor.companyId, id: connectionId };
  const row = await findConnection(ctx.db, key);
  if (!row) throw new NotFoundError("There is no such connection. Nothing was tested.");
  const call = callOf(ctx, settings, row);
  if (!call) return null;
  const startedAt = performance.now();
  const { ok, said } = await call().then(
    (text) => ({ ok: true, said: text }),
    (error: unknown) => ({ ok: false, said: error instanceof Error ? error.message : String(error) }),
  );
  const test = { ok, said: said.slice(0, 500), tookMs: Math.round(performance.now() - startedAt) };
  const subject = { kind: "connection", id: row.id };
  await inTransaction(ctx.db, (tx) =>
    appendAudit(tx, ctx.actor, { action: "connection.test", subject, after: test }, ctx.now()),
  );
  return test;
}

function callOf(ctx: Context, settings: TestSettings, row: ConnectionRow): (() => Promise<string>) | null {
  if (row.dialect === "odoo") return () => askOdoo(ctx, settings, row);
  switch (row.wayOut?.kind) {
    case "post": {
      const { url } = row.wayOut;
      return async () => {
        const { status } = await askOutside(url, { method: "HEAD", headers: {} }, settings.outbound);
        return `The address answers (${status} to a question that changes nothing).`;
      };
    }
    case "folder":
      return () => tryFolder(settings.dropFolder, row.slug);
    default:
      return null;
  }
}

async function askOdoo(ctx: Context, { secretKey }: TestSettings, row: ConnectionRow): Promise<string> {
  const owner = { companyId: row.companyId, connectionId: row.id };
  const client = await openOdooClient(ctx.db, secretKey, owner, "reader");
  const { uid, lang } = await client.whoAmI();
  return `Odoo answers: the reader is user ${uid}, ${lang}.`;
}

async function tryFolder(dropFolder: string | undefined, slug: string): Promise<string> {
  if (!dropFolder) throw new Error("There is no drop folder: DROP_FOLDER is not set.");
  const folder = join(dropFolder, slug, "out");
  await mkdir(folder, { recursive: true });
  await access(folder);
  const path = join(folder, `.milepost-test-${process.pid}.part`);
  await writeFile(path, "");
  await unlink(path);
  return "The drop folder can be written to.";
}
