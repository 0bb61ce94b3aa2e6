import { insertContact, selectContacts } from "@/db/queries/notices/customer-notices";
import { inTransaction } from "@/db/transaction";
import { type SaveContactInput, saveContactInput } from "@/lib/contracts/notices/template";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";

/** Says where a customer's notices go, in which language, and whether they go at all. @returns the new version. */
export async function saveContact(ctx: Context, given: SaveContactInput): Promise<number> {
  requirePermission(ctx.actor, "notice.manage");
  const { expectedVersion, ...contact } = readInput(saveContactInput, given);
  const { actor } = ctx;
  const { companyId } = actor;
  return inTransaction(ctx.db, async (tx) => {
    const [before] = await selectContacts(tx, companyId, [contact.customer]);
    const version = expectedVersion + 1;
    const at = ctx.now();
    const changedBy = actor.kind === "user" ? actor.name : actor.job;
    const made =
      (before?.version ?? 0) === expectedVersion &&
      (await insertContact(tx, { companyId, ...contact, version, changedBy, changedAt: at }));
    if (!made)
      throw new ConflictError(
        "This customer's notices changed since you opened them. Nothing was changed; look again.",
      );
    const was = before && { language: before.language, addresses: before.addresses, enabled: before.enabled };
    const { customer: id, ...after } = contact;
    await appendAudit(
      tx,
      actor,
      { action: "notice.contact", subject: { kind: "customer", id }, before: was, after },
      at,
    );
    return version;
  });
}
