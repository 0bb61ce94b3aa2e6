import { Chip } from "@/components/ui/chip";
import type { OdooSummary } from "@/lib/contracts/odoo/odoo-page";
import { ODOO_HEALTH_WORDS } from "./odoo-words";

/** How the reading of an Odoo does; while it loads, how far. */
export function OdooHealthChip({ odoo: { health, loadedPercent } }: { readonly odoo: OdooSummary }) {
  const { label, tone } = ODOO_HEALTH_WORDS[health];
  return <Chip tone={tone}>{health === "loading" ? `${label}, ${loadedPercent}%` : label}</Chip>;
}
