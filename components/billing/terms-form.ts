import type { SaveTermsInput } from "@/lib/contracts/billing/terms-input";
import { isRole } from "@/lib/domain/access/role";
import { BILLING_REFERENCES } from "@/lib/domain/billing/terms";
import { BILLING_BLOCKERS } from "@/lib/domain/billing/unbilled";
import { resolveTime } from "@/lib/domain/time/resolve-time";

type Terms = Omit<SaveTermsInput, "customer" | "expectedVersion" | "reason">;

/** What the fields of the dialog hold, as the action takes it. What is wrong with it the server says, field by field. */
export function readTermsForm(form: FormData, zone: string): Terms {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const cutOff = text("cutOffDay");
  const owners = BILLING_BLOCKERS.flatMap((blocker) => {
    const role = text(`owner-${blocker}`);
    return isRole(role) ? [[blocker, role] as const] : [];
  });
  return {
    requiresPod: form.get("requiresPod") !== null,
    references: BILLING_REFERENCES.filter((kind) => form.get(`reference-${kind}`) !== null),
    cutOffDay: cutOff === "" ? null : Number(cutOff),
    hold:
      form.get("held") === null
        ? null
        : { reason: text("holdReason"), untilAt: instantOf(text("holdUntil"), zone) },
    owners: Object.fromEntries(owners),
  };
}

/** A date and time of the company's zone as an instant; null when left empty, as typed when it is none. */
function instantOf(local: string, zone: string): string | null {
  if (local === "") return null;
  const at = resolveTime({ local, offset: null }, zone);
  return at === null ? local : new Date(at).toISOString();
}

/** An instant as a field for date and time holds it, on the wall of the zone. */
export function localText(at: string, zone: string): string {
  return new Date(at).toLocaleString("sv-SE", { timeZone: zone }).slice(0, 16).replace(" ", "T");
}
