import type { Role } from "../access/role";
import type { ExceptionKind, Severity } from "./exception";

interface KindRule {
  readonly label: string;
  /** Business ones need a decision; technical ones are tried again first and shown as such. */
  readonly nature: "business" | "technical";
  readonly ownerRole: Role;
  /** Severity before money, customer and time weigh in. */
  readonly base: Severity;
}

const kind = (label: string, nature: KindRule["nature"], ownerRole: Role, base: Severity): KindRule => ({
  label,
  nature,
  ownerRole,
  base,
});

/** What each kind is called, who looks at it first, and how grave it is by itself. */
export const EXCEPTION_RULES: Readonly<Record<ExceptionKind, KindRule>> = {
  late_pickup: kind("Late pickup", "business", "dispatcher", "high"),
  late_delivery: kind("Late delivery", "business", "dispatcher", "high"),
  at_risk: kind("At risk", "business", "dispatcher", "medium"),
  tracking_silent: kind("Tracking silent", "business", "dispatcher", "medium"),
  tender_unanswered: kind("Tender unanswered", "business", "dispatcher", "high"),
  tender_declined: kind("Tender declined", "business", "dispatcher", "high"),
  refused: kind("Refused", "business", "customer_service", "high"),
  damaged: kind("Damaged", "business", "customer_service", "high"),
  short: kind("Short", "business", "customer_service", "medium"),
  lost: kind("Lost", "business", "customer_service", "critical"),
  customs_hold: kind("Customs hold", "business", "dispatcher", "high"),
  dwell_over_free_time: kind("Dwell over free time", "business", "dispatcher", "medium"),
  pod_missing: kind("POD missing", "business", "customer_service", "medium"),
  conflicting_sources: kind("Conflicting sources", "business", "dispatcher", "medium"),
  unmatched_message: kind("Unmatched message", "technical", "it", "low"),
  unmapped_code: kind("Unmapped code", "technical", "it", "low"),
  quarantined_message: kind("Quarantined message", "technical", "it", "medium"),
  stock_discrepancy: kind("Stock discrepancy", "business", "dispatcher", "medium"),
  connection_silent: kind("Connection silent", "technical", "it", "medium"),
  connection_failing: kind("Connection failing", "technical", "it", "high"),
  acknowledgement_overdue: kind("Acknowledgement overdue", "technical", "it", "medium"),
  command_rejected: kind("Odoo refuses a write", "business", "finance", "high"),
  command_uncertain: kind("Write to Odoo uncertain", "technical", "it", "medium"),
  invoice_overdue: kind("Customer invoice overdue", "business", "finance", "medium"),
  carrier_invoice_unmatched: kind("Carrier invoice unmatched", "business", "finance", "medium"),
  refund_overdue: kind("Refund overdue", "business", "finance", "medium"),
};
