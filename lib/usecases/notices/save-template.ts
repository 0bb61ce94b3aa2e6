import { insertTemplate, selectTemplates } from "@/db/queries/notices/customer-notices";
import { inTransaction } from "@/db/transaction";
import { type SaveTemplateInput, saveTemplateInput } from "@/lib/contracts/notices/template";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";

/** Writes the next version of what customers are told of a milestone; the versions before it stay. @returns the new version. */
export async function saveTemplate(ctx: Context, given: SaveTemplateInput): Promise<number> {
  requirePermission(ctx.actor, "notice.manage");
  const { expectedVersion, ...text } = readInput(saveTemplateInput, given);
  const { actor } = ctx;
  const { companyId } = actor;
  return inTransaction(ctx.db, async (tx) => {
    const isSame = (row: typeof text) =>
      row.customer === text.customer && row.language === text.language && row.milestone === text.milestone;
    const before = (await selectTemplates(tx, companyId)).find((row) =>
      isSame(row as unknown as typeof text),
    );
    const version = expectedVersion + 1;
    const at = ctx.now();
    const changedBy = actor.kind === "user" ? actor.name : actor.job;
    const made =
      (before?.version ?? 0) === expectedVersion &&
      (await insertTemplate(tx, { companyId, ...text, version, changedBy, changedAt: at }));
    if (!made)
      throw new ConflictError("This text changed since you opened it. Nothing was changed; look again.");
    const { subject, body, enabled } = text;
    const was = before && { subject: before.subject, body: before.body, enabled: before.enabled };
    const id = `${text.customer || "everyone"}, ${text.language}, ${text.milestone}`;
    const after = { version, subject, body, enabled };
    await appendAudit(
      tx,
      actor,
      { action: "notice.template", subject: { kind: "notice_template", id }, before: was, after },
      at,
    );
    return version;
  });
}
