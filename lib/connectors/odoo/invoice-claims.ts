import type { StatedTime } from "@/lib/domain/event/draft";
import type { Milestone } from "@/lib/domain/event/milestone";
import { type Claim, claim } from "./claim";
import { type DeliveryStory, documentsOf, type OdooDocument, tookAt } from "./delivery-story";
import { dayOf, idsOf, textOf, timeOf } from "./record-values";
import { invoiceReference } from "./references";

type Kind = "drafted" | "posted" | "paid";
const MILESTONES: Readonly<Record<string, Readonly<Partial<Record<Kind, Milestone>>>>> = {
  out_invoice: { drafted: "invoice_drafted", posted: "invoice_posted", paid: "invoice_paid" },
  out_refund: { posted: "credit_note_posted" },
  in_invoice: { drafted: "vendor_bill_drafted", posted: "vendor_bill_posted", paid: "vendor_bill_paid" },
};

/** Invoices, credit notes and vendor bills of a delivery. Amounts stay off the timeline: not everyone who reads it may see money. */
export function invoiceClaims(story: DeliveryStory): Claim[] {
  return [...story.invoices, ...story.bills].flatMap((invoice) => {
    const milestones = MILESTONES[textOf(invoice.values, "move_type") ?? ""] ?? {};
    if (invoice.state !== "draft" && invoice.state !== "posted") return [];
    const posted = invoice.state === "posted";
    const paid = posted && textOf(invoice.values, "payment_state") === "paid";
    const tell = (kind: Kind, field: string, value: string, occurred: StatedTime | null): Claim[] => {
      const milestone = milestones[kind];
      if (!milestone) return [];
      const references = kind === "drafted" ? [] : invoiceReference(story, invoice);
      const note = kind === "drafted" ? null : noteOf(invoice);
      return [claim(invoice, kind, { milestone, field, value, occurred, references, note })];
    };
    return [
      ...tell("drafted", "create_date", "created", timeOf(invoice.values, "create_date")),
      ...(posted ? tell("posted", "state", "posted", postedAt(story, invoice)) : []),
      ...(paid ? tell("paid", "payment_state", "paid", paidAt(story, invoice)) : []),
    ];
  });
}

/** The moment it was posted, where the chatter has it; else the day printed on it. */
function postedAt({ content }: DeliveryStory, invoice: OdooDocument): StatedTime | null {
  return tookAt(content, invoice, "state", "posted") ?? dayOf(invoice.values, "invoice_date");
}

/** The moment it was paid in full; else the day of the last payment. */
function paidAt({ content }: DeliveryStory, invoice: OdooDocument): StatedTime | null {
  const told = tookAt(content, invoice, "payment_state", "paid");
  if (told) return told;
  const days = documentsOf(content, "account.payment")
    .filter(({ values }) =>
      ["invoice_ids", "reconciled_invoice_ids", "reconciled_bill_ids"].some((field) =>
        idsOf(values, field).includes(invoice.id),
      ),
    )
    .flatMap(({ values }) => dayOf(values, "date") ?? []);
  return days.sort((a, b) => (a.local < b.local ? -1 : 1)).at(-1) ?? null;
}

/** Its number; of a vendor bill the vendor's own, which its people ask for. */
function noteOf({ name, values }: OdooDocument): string | null {
  const theirs = textOf(values, "move_type") === "in_invoice" ? textOf(values, "ref") : null;
  return theirs ? `Vendor's number ${theirs}` : name;
}
