import type { Telling } from "../truth";
import { compactDate, wallClock } from "../wall-clock";
import type { Segment } from "./x12-envelope";

type InvoiceTelling = Extract<Telling, { kind: "invoice" }>;

const OFFICE = "America/Chicago";

/** Body of one 210. Amounts have two implied decimals. Source: ASC X12 210, release 004010. */
export function invoiceSet({ at, plan, carrier, invoice }: InvoiceTelling): Segment[] {
  const from = plan.stops[0];
  const to = plan.stops.at(-1);
  const issued = compactDate(wallClock(at, OFFICE));
  const shipped = compactDate(wallClock(invoice.pickedUpAt, from?.city.zone ?? OFFICE));
  const delivered = compactDate(wallClock(invoice.deliveredAt, to?.city.zone ?? OFFICE));
  const address = (code: string, stop: typeof from): Segment[] =>
    stop
      ? [
          ["N1", code, stop.name, "93", `${plan.customer.code}${stop.sequence}`],
          ["N3", stop.street],
          ["N4", stop.city.city.toUpperCase(), stop.city.region, stop.city.postalCode, stop.city.country],
        ]
      : [];
  const charges = invoice.charges.flatMap((charge, index): Segment[] => [
    ["LX", index + 1],
    [
      ...["L1", index + 1, (charge.amountMinor / 100).toFixed(2), "FR", charge.amountMinor],
      ...["", "", "", charge.code, "", "", "", charge.description],
    ],
  ]);
  return [
    [
      "B3",
      "",
      invoice.number,
      plan.id,
      "PP",
      "L",
      issued,
      invoice.totalMinor,
      "",
      delivered,
      "035",
      carrier.scac,
    ],
    ["C3", "USD"],
    ["N9", "CN", plan.pro],
    ["N9", "BM", plan.bol],
    ["N9", "PO", plan.purchaseOrder],
    ["G62", "86", shipped],
    ["N1", "BT", "HARROW AND VALE FREIGHT", "93", "HV01"],
    ...address("SH", from),
    ...address("CN", to),
    ...charges,
    ["L3", plan.weightLb, "G", "", "", invoice.totalMinor],
  ];
}
