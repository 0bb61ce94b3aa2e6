import { findConnection } from "@/db/queries/connections/find-connection";
import { listOdooConnections, type OdooConnectionRow } from "@/db/queries/odoo/odoo-connection";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import { askServer } from "@/lib/connectors/odoo/setup/server-link";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { type Finding, fail, ok, warn } from "@/lib/usecases/doctor/finding";
import { checkBacklog } from "./check-backlog";
import { checkKey } from "./check-key";
import { checkModels } from "./check-models";
import { checkPulls } from "./check-pulls";

/**
 * Everything about the company's Odoo connections, or one of them: address, keys and when they end, fields and rights, how far behind each model is,
 * the breaker, and what waits. Changes nothing; asks Odoo as the reader and the actor would.
 *
 * @throws {NotFoundError} when there is no Odoo of this name.
 */
export async function examineOdoo(
  ctx: Context,
  secretKey: Buffer,
  { slug }: { readonly slug?: string } = {},
): Promise<Finding[]> {
  requirePermission(ctx.actor, "connection.manage");
  const rows = await listOdooConnections(ctx.db, ctx.actor.companyId);
  const findings: Finding[] = [];
  let seen = 0;
  for (const row of rows) {
    const known = await findConnection(ctx.db, { companyId: row.companyId, id: row.connectionId });
    if (!known || (slug !== undefined && known.slug !== slug)) continue;
    seen += 1;
    if (!known.enabled) {
      const advice = `Switch it on: milepost connection enable ${known.slug} --reason …`;
      findings.push(warn(known.slug, "is switched off: nothing is read and nothing sent", advice));
    }
    findings.push(...(await examineOne(ctx, secretKey, row, known.slug)));
  }
  if (seen === 0) {
    throw new NotFoundError("There is no such Odoo connection. Add one with milepost odoo setup.");
  }
  return findings;
}

async function examineOne(
  ctx: Context,
  secretKey: Buffer,
  row: OdooConnectionRow,
  slug: string,
): Promise<Finding[]> {
  const findings = await askAbout(ctx, secretKey, row, slug);
  return [
    ...findings,
    hintFinding(row, slug),
    ...(await checkPulls(ctx, row, slug)),
    ...(await checkBacklog(ctx, row, slug)),
  ];
}

const SET_UP_AGAIN = "Run milepost odoo setup again; it puts rules and fields right.";

/** What only the Odoo itself can answer. An Odoo that is away is one finding, not twenty. */
async function askAbout(
  ctx: Context,
  secretKey: Buffer,
  row: OdooConnectionRow,
  slug: string,
): Promise<Finding[]> {
  try {
    const server = await askServer(row.baseUrl);
    const address = ok(`${slug} address`, `Odoo ${server.version} answers at ${row.baseUrl}`);
    const found = server.version === row.serverVersion ? [address] : [address, newVersion(slug, row, server)];
    const reader = await checkKey(ctx, secretKey, { row, slug, server }, "reader");
    const actor = await checkKey(ctx, secretKey, { row, slug, server }, "actor");
    const models = await checkModels(slug, row, { reader: reader.link, actor: actor.link });
    return [...found, reader.finding, actor.finding, ...models];
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    if (error.kind === "permission") return [fail(`${slug} rights`, error.message, SET_UP_AGAIN)];
    const advice = "Check the address and the network; what is commanded waits, what changed is read later.";
    return [fail(`${slug} address`, error.message, advice)];
  }
}

function newVersion(slug: string, row: OdooConnectionRow, server: { readonly version: string }): Finding {
  const message = `is ${server.version} now, was ${row.serverVersion ?? "never asked"}`;
  return warn(`${slug} version`, message, "Run milepost odoo setup again: fields may have come or gone.");
}

function hintFinding(row: OdooConnectionRow, slug: string): Finding {
  if (row.hintsEnabled)
    return ok(`${slug} webhooks`, "let in; whether Odoo sends them only its administrator sees");
  const message = "none: changes come with the next poll";
  return warn(
    `${slug} webhooks`,
    message,
    "Run milepost odoo setup with --webhook-base to get them at once.",
  );
}
