import type { Random } from "@/lib/simulator/random";
import type { CommandInput } from "@/lib/usecases/commands/command-input";
import type { PushWorld } from "./shipped-orders";

interface Wish {
  readonly connectionId: string;
  readonly companyId: number;
  readonly world: PushWorld;
  /** References of the bills. */
  readonly bills: readonly string[];
  readonly random: Random;
}

/** A bill for each reference and an invoice for each order, in a drawn order. */
export function pushCommands({ connectionId, companyId, world, bills, random }: Wish): CommandInput[] {
  const inputs = [
    ...bills.map((reference) => billOf(connectionId, companyId, world, reference)),
    ...world.orders.map((order) => invoiceOf(connectionId, companyId, order)),
  ];
  return shuffled(inputs, random);
}

function billOf(
  connectionId: string,
  companyId: number,
  { carrierId }: PushWorld,
  reference: string,
): CommandInput {
  return {
    kind: "vendor_bill",
    connectionId,
    businessKey: ["SOAK", reference],
    payload: {
      companyId,
      partnerId: carrierId,
      reference,
      origin: null,
      invoiceDate: "2026-11-18",
      currency: "USD",
      lines: [
        { name: "Linehaul", quantity: "1", unitPrice: "130.50", accountCode: "600000" },
        { name: "Fuel", quantity: "2", unitPrice: "10.25", accountCode: "600000" },
      ],
      post: true,
    },
  };
}

function invoiceOf(
  connectionId: string,
  companyId: number,
  order: PushWorld["orders"][number],
): CommandInput {
  return {
    kind: "draft_customer_invoice",
    connectionId,
    businessKey: [order.name, "soak"],
    payload: { companyId, saleOrderId: order.orderId },
  };
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
