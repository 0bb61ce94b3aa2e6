import type { OdooErrorKind } from "@/lib/connectors/odoo/client/odoo-error";

/** Odoo answered and says no: the same question gets the same answer until somebody changes something there. */
export const REFUSALS: readonly OdooErrorKind[] = [
  "permission",
  "caller_bug",
  "validation",
  "rejected_by_target",
  "missing",
];
