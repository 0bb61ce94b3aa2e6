import type { Role } from "./role";

const EVERYONE: readonly Role[] = ["dispatcher", "finance", "customer_service", "it", "lead", "admin"];

/**
 * Who may do what. Deny by default: a role not listed may not, and a permission not listed does not exist.
 * Customer service reads the story of a shipment but not the bytes behind it: tenders and freight bills carry rates.
 */
const ALLOWED = {
  "overview.read": EVERYONE,
  "overview.money": ["finance", "lead", "admin"],
  "shipment.read": EVERYONE,
  "shipment.event.add": ["dispatcher", "customer_service", "lead", "admin"],
  "shipment.export": ["dispatcher", "finance", "customer_service", "lead", "admin"],
  "view.save": EVERYONE,
  "view.share": ["dispatcher", "finance", "lead", "admin"],
  "message.read": EVERYONE,
  "message.raw.read": ["dispatcher", "finance", "it", "lead", "admin"],
  "message.upload": ["dispatcher", "finance", "it", "admin"],
  "message.replay": ["it", "admin"],
  "message.attach": ["dispatcher", "it", "lead", "admin"],
  "message.dismiss": ["dispatcher", "it", "lead", "admin"],
  "connection.read": ["dispatcher", "finance", "it", "lead", "admin"],
  "connection.manage": ["it", "admin"],
  "mapping.read": ["dispatcher", "it", "lead", "admin"],
  "mapping.edit": ["it", "admin"],
  "outbound.read": ["dispatcher", "it", "lead", "admin"],
  "outbound.resend": ["it", "admin"],
  "command.read": ["dispatcher", "finance", "it", "lead", "admin"],
  "command.request": ["finance", "it", "admin"],
  "command.retry": ["it", "admin"],
  "flow.read": EVERYONE,
  "flow.start": ["dispatcher", "finance", "lead", "admin"],
  "flow.retry": ["dispatcher", "finance", "it", "lead", "admin"],
  "flow.edit": ["finance", "it", "admin"],
  "flow.hold": ["dispatcher", "finance", "lead", "admin"],
  "flow.skip": ["finance", "lead", "admin"],
  "flow.cancel": ["finance", "lead", "admin"],
  "flow.pause": ["it", "lead", "admin"],
  "flow.settings": ["lead", "admin"],
  "flow.bulk": ["finance", "it", "lead", "admin"],
  "approval.bill": ["finance", "lead", "admin"],
  "approval.charge": ["dispatcher", "finance", "lead", "admin"],
  "approval.refund": ["finance", "lead", "admin"],
  "stock.read": EVERYONE,
  "billing.read": ["finance", "lead", "admin"],
  "billing.terms.edit": ["finance", "lead", "admin"],
  "freight.read": ["dispatcher", "finance", "lead", "admin"],
  "freight.decide": ["finance", "lead", "admin"],
  "freight.rates": ["finance", "admin"],
  "policy.read": EVERYONE,
  "policy.edit": ["lead", "admin"],
  "exception.read": EVERYONE,
  "exception.work": EVERYONE,
  "exception.bulk": ["dispatcher", "finance", "it", "lead", "admin"],
  "runbook.edit": ["it", "lead", "admin"],
  "severity.edit": ["lead", "admin"],
  "target.edit": ["lead", "admin"],
  "notice.own": EVERYONE,
  "notice.read": ["customer_service", "it", "lead", "admin"],
  "notice.resend": ["customer_service", "it", "lead", "admin"],
  "notice.manage": ["customer_service", "lead", "admin"],
  "subscription.manage": ["lead", "admin"],
  "metrics.read": ["it", "lead", "admin"],
  "catalogue.read": EVERYONE,
  "catalogue.edit": ["it", "lead", "admin"],
  "catalogue.approve": ["lead", "admin"],
  "audit.read": ["lead", "admin"],
  "user.manage": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof ALLOWED;

export const PERMISSIONS = Object.keys(ALLOWED) as readonly Permission[];

/** True when the table lets `role` do this. */
export function roleMay(role: Role, permission: Permission): boolean {
  return (ALLOWED[permission] as readonly Role[]).includes(role);
}
