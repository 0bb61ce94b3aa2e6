import type { Transaction } from "@/db/client";
import { insertCarrierProfile, selectCarrierProfile } from "@/db/queries/freight/contracts";
import { markInvoicesOfCarrier } from "@/db/queries/freight/marks";
import { selectVendors } from "@/db/queries/freight/vendors";
import { inTransaction } from "@/db/transaction";
import { type SaveCarrierTermsInput, saveCarrierTermsInput } from "@/lib/contracts/freight/rates-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError } from "@/lib/domain/app-error";
import type { CarrierTerms } from "@/lib/domain/freight/standing";
import { minorOfDecimal } from "@/lib/domain/money/decimal";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";

type Input = ReturnType<typeof readInput<typeof saveCarrierTermsInput>>;

/** What is known of a carrier from now on: a new version. Its open bills are judged again under it. @returns the version it became. */
export async function saveCarrierTerms(ctx: Context, given: SaveCarrierTermsInput): Promise<number> {
  requirePermission(ctx.actor, "freight.rates");
  const input = readInput(saveCarrierTermsInput, given);
  const { carrier, expectedVersion, reason, name, shortPayAllowed, contestDays, podRequired } = input;
  const { companyId } = ctx.actor;
  const at = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const known = await selectCarrierProfile(tx, companyId, carrier);
    const odoo = await vendorOf(tx, companyId, input);
    const base = { name, shortPayAllowed, contestDays, podRequired };
    const terms: CarrierTerms = { ...base, fourEyesOver: limitOf(input), odoo };
    const version = expectedVersion + 1;
    const row = {
      companyId,
      carrier,
      version,
      terms,
      reason,
      createdBy: actorName(ctx.actor),
      createdAt: at,
    };
    if ((known?.version ?? 0) !== expectedVersion || !(await insertCarrierProfile(tx, row)))
      throw new ConflictError("These terms changed since you opened them. Nothing was changed; look again.");
    await markInvoicesOfCarrier(tx, companyId, carrier, at);
    const subject = { kind: "carrier_terms", id: carrier };
    const entry = {
      action: "freight.carrier.edit",
      subject,
      reason,
      before: known?.terms,
      after: { ...terms, version },
    };
    await appendAudit(tx, ctx.actor, entry, at);
    return version;
  });
}

function limitOf({ fourEyesOver }: Input): CarrierTerms["fourEyesOver"] {
  if (fourEyesOver === null) return null;
  const amountMinor = minorOfDecimal(fourEyesOver.amount, fourEyesOver.currency);
  if (amountMinor === null || amountMinor < 0)
    throw new InvalidError("Nothing was changed.", { fourEyesOver: "An amount, as 5000.00." });
  return { amountMinor, currency: fourEyesOver.currency };
}

/** The one vendor of that name in that Odoo: never a guess. */
async function vendorOf(
  tx: Transaction,
  companyId: number,
  { vendor }: Input,
): Promise<CarrierTerms["odoo"]> {
  if (vendor === null) return null;
  const found = await selectVendors(tx, companyId, vendor);
  const [only, ...more] = found;
  if (only && more.length === 0)
    return { connectionId: vendor.connectionId, companyId: only.companyId, partnerId: only.partnerId };
  throw new InvalidError("Nothing was changed.", {
    vendor: only
      ? `Odoo has ${found.length} of this name. Rename them there, so that it is plain which one is meant.`
      : "Odoo has no contact of exactly this name, as far as it is read.",
  });
}
