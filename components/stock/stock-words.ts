import type { Tone } from "@/components/ui/tone";
import type { OdooStockState } from "@/lib/contracts/stock/stock-list";
import type { DiscrepancyReason } from "@/lib/domain/stock/discrepancy";

export const REASON_WORDS: Readonly<
  Record<DiscrepancyReason, { readonly label: string; readonly tone: Tone }>
> = {
  quantity: { label: "Quantities differ", tone: "warn" },
  unknown_product: { label: "Product unknown in Odoo", tone: "bad" },
  unknown_location: { label: "Location unknown in Odoo", tone: "bad" },
};

export const CLOSE_WORDS = {
  agrees: "Both say the same again",
  withdrawn: "The warehouse's word was taken back",
} as const;

/** What stands against comparing with an Odoo; null where nothing does. */
export const ODOO_STATE_WORDS: Readonly<Record<OdooStockState["state"], string | null>> = {
  compared: null,
  loading: "its products and stock are still being loaded. Nothing is compared with it until they are.",
  unheard: "its stock was not read for more than 10 minutes. What is shown stays as it was until it is.",
  off: "its connection is switched off. What is shown stays as it was.",
};

/** A decimal string with groups of three: "12,500.25". */
export function quantityWords(decimal: string, unit: string | null = null): string {
  const [whole = "", decimals] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const text = `${grouped}${decimals ? `.${decimals}` : ""}`.replace(/^-/, "−");
  return unit ? `${text} ${unit}` : text;
}

/** A difference with its sign: "+3", "−12.5". */
export function differenceWords(decimal: string): string {
  return decimal.startsWith("-") || decimal === "0" ? quantityWords(decimal) : `+${quantityWords(decimal)}`;
}
