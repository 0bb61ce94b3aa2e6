import { moneyText } from "../money/decimal";
import { shareOf } from "../money/rounding";
import type { FreightFacts, RequestedService } from "./freight-facts";
import { amountFor, percentText, quantityFor, rateText } from "./linehaul";
import { quantityText } from "./quantity";
import type { AccessorialRate } from "./rate-card";

export type ServicePrice =
  | { readonly ok: true; readonly amountMinor: number; readonly words: readonly string[] }
  | { readonly ok: false; readonly reason: string };

interface ServiceContext {
  readonly facts: Pick<FreightFacts, "distance" | "weight" | "pallets" | "pieces">;
  /** Linehaul after discount; null where it has no rate. */
  readonly linehaulMinor: number | null;
  readonly currency: string;
}

/**
 * What a service costs under a contract's terms, minor units of the card's currency.
 *
 * @returns a reason when what the terms ask for (a quantity, a receipt, the linehaul, stop visits) is not there.
 */
export function priceService(
  rate: AccessorialRate,
  service: Pick<RequestedService, "count" | "amountMinor" | "currency">,
  context: ServiceContext,
): ServicePrice {
  const { currency } = context;
  if (rate.per === "occurrence") {
    const charged = Math.max(0, service.count - rate.freeCount);
    const included = rate.freeCount === 0 ? "" : `${service.count} less ${rate.freeCount} included: `;
    return priced(
      charged * rate.amountMinor,
      `${included}${charged} × ${moneyText(rate.amountMinor, currency)}`,
    );
  }
  if (rate.per === "linehaul") {
    if (context.linehaulMinor === null)
      return { ok: false, reason: "it is a share of the linehaul, which has no rate" };
    const share = shareOf(context.linehaulMinor, rate.basisPoints);
    return bounded(share, rate, `${percentText(rate.basisPoints)} of the linehaul`, currency);
  }
  if (rate.per === "quantity") {
    const quantity = quantityFor(rate.unit, context.facts);
    const amountMinor = quantity && amountFor(quantity, rate.unit, rate.rate);
    if (quantity === null || amountMinor === null)
      return { ok: false, reason: `it is charged by ${rate.unit} and the shipment states none` };
    return bounded(
      amountMinor,
      rate,
      `${quantityText(quantity)} at ${rateText(rate.rate, rate.unit, currency)}`,
      currency,
    );
  }
  if (rate.per === "receipt") return byReceipt(rate, service, currency);
  return {
    ok: false,
    reason:
      rate.per === "charges"
        ? "it is a share of what is owed on a bill"
        : "it is computed from the stops, not asked for",
  };
}

function byReceipt(
  rate: Extract<AccessorialRate, { per: "receipt" }>,
  service: Pick<RequestedService, "amountMinor" | "currency">,
  currency: string,
): ServicePrice {
  if (service.amountMinor === null) return { ok: false, reason: "it is paid by receipt and there is none" };
  if (service.currency !== currency)
    return {
      ok: false,
      reason: `the receipt is in ${service.currency ?? "no stated currency"}, the contract in ${currency}`,
    };
  const amount = service.amountMinor + shareOf(service.amountMinor, rate.markupBasisPoints);
  const markup = rate.markupBasisPoints === 0 ? "" : ` with ${percentText(rate.markupBasisPoints)} on top`;
  return bounded(amount, { minimumMinor: null, capMinor: rate.capMinor }, `by receipt${markup}`, currency);
}

const priced = (amountMinor: number, ...words: string[]): ServicePrice => ({ ok: true, amountMinor, words });

function bounded(
  amountMinor: number,
  { minimumMinor, capMinor }: { readonly minimumMinor: number | null; readonly capMinor: number | null },
  words: string,
  currency: string,
): ServicePrice {
  if (minimumMinor !== null && amountMinor < minimumMinor)
    return priced(minimumMinor, words, `the minimum ${moneyText(minimumMinor, currency)} holds`);
  if (capMinor !== null && amountMinor > capMinor)
    return priced(capMinor, words, `capped at ${moneyText(capMinor, currency)}`);
  return priced(amountMinor, words);
}
