import { auditInvoices, type FreightDeps } from "@/lib/usecases/freight/audit-invoices";
import { followShipments } from "@/lib/usecases/freight/follow-shipments";
import type { Loop } from "./loop";

const IDLE_MS = 1_000;

/** Audits carriers' bills as they are read, and again as timelines, contracts and accruals change. */
export function freightLoops(deps: FreightDeps): readonly Loop[] {
  return [
    { name: "freight news", idleMs: IDLE_MS, round: () => followShipments(deps) },
    { name: "freight audit", idleMs: IDLE_MS, round: async () => (await auditInvoices(deps)) > 0 },
  ];
}
