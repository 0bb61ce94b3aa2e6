import { describe, expect, it } from "vitest";
import { bytesOf, interchangeOf } from "./fixtures/interchange";
import { parseX12 } from "./reader";

const parse = (body: string) => parseX12(bytesOf(interchangeOf("210", [body])), {});

const BILL = `B3**INV-70188*LD-2025-118*PP**20250314*139500**20250312*035*RDRN
C3*USD
N9*BM*BOL55120
N9*CN*7741902
G62*86*20250310
N1*BT*GREAT LAKES FOODS
N1*CN*SOUTH DEPOT
N4*TULSA*OK*74103*US
LX*1
L5*1*CANNED GOODS
L0*1***24500*G
L1*1*0.0512*PM*118000********LINE HAUL*****2305
L1*2***28000****FUE
L1*3***7500****DTU****DETENTION AT RECEIVER
L1*4***-14000****DSC
L3*24500*G***139500`;

describe("freight bill", () => {
  it("is an invoice with every charge line as written, two decimals implied", () => {
    const { invoices, problems } = parse(BILL);
    expect(problems).toEqual([]);
    expect(invoices).toMatchObject([
      {
        number: "INV-70188",
        carrier: "RDRN",
        total: "1395.00",
        currency: "USD",
        terms: "PP",
        billTo: "GREAT LAKES FOODS",
        issued: { local: "2025-03-14", offset: null },
        shipped: { local: "2025-03-10", offset: null },
        delivered: { local: "2025-03-12", offset: null },
        charges: [
          {
            kind: "linehaul",
            amount: "1180.00",
            rate: "0.0512",
            rateQualifier: "PM",
            quantity: "2305",
            at: "segment 15",
          },
          { kind: "fuel", amount: "280.00", code: "FUE" },
          { kind: "detention_delivery", amount: "75.00", code: "DTU", description: "DETENTION AT RECEIVER" },
          { kind: "discount", amount: "-140.00", code: "DSC" },
        ],
      },
    ]);
  });

  it("comes in as one event on the billing date, with the numbers to match it by", () => {
    const { events } = parse(BILL);
    expect(events).toMatchObject([
      {
        milestone: "carrier_invoice_received",
        classifier: "actual",
        occurred: { local: "2025-03-14", offset: null },
        references: [
          { type: "shipment", value: "LD-2025-118" },
          { type: "pro", value: "7741902", scope: "RDRN" },
          { type: "bol", value: "BOL55120" },
          { type: "invoice", value: "INV-70188" },
        ],
      },
    ]);
  });

  it("says when lines, L3 and B3 do not add up, and changes nothing", () => {
    const { invoices, problems } = parse(
      "B3**INV-1*LD-1*PP**20250314*10000****RDRN\nC3*USD\nLX*1\nL1*1***9000\nL3*****9500",
    );
    expect(invoices[0]).toMatchObject({ total: "100.00", charges: [{ amount: "90.00" }] });
    expect(problems.map(({ code, at }) => [code, at])).toEqual([
      ["out_of_balance", "segment 8"],
      ["out_of_balance", "segment 4"],
    ]);
  });

  it("counts advances in and prepaid amounts out of what is due", () => {
    const { problems } = parse(
      "B3**INV-1*LD-1*PP**20250314*11000****RDRN\nC3*USD\nLX*1\nL1*1***10000*2000*1000",
    );
    expect(problems).toEqual([]);
  });

  it("takes a discount without a minus off only when that makes the bill add up", () => {
    const bill = (total: number) =>
      `B3**INV-1*LD-1*PP**20250314*${total}****RDRN\nC3*USD\nLX*1\nL1*1***10000\nL1*2***1500****DSC`;
    const turned = parse(bill(8500));
    expect(turned.invoices[0]?.charges[1]).toMatchObject({ kind: "discount", amount: "-15.00" });
    expect(turned.problems).toMatchObject([{ code: "discount_sign_assumed" }]);
    expect(parse(bill(11500)).invoices[0]?.charges[1]?.amount).toBe("15.00");
  });

  it("knows a corrected bill from a first one", () => {
    const bill = (indicator: string) =>
      `B3**INV-1*LD-1*PP**20250314*10000*${indicator}***RDRN\nC3*USD\nLX*1\nL1*1***10000`;
    expect(parse(bill("BD")).invoices[0]?.correction).toBe("balance_due");
    expect(parse(bill("CO")).invoices[0]?.correction).toBe("corrected");
    expect(parse(bill("CA")).invoices[0]?.correction).toBe("cancelled");
    expect(parse(bill("")).invoices[0]).not.toHaveProperty("correction");
  });

  it("assumes US dollars where no currency is named, and says so", () => {
    const { invoices, problems } = parse("B3**INV-1*LD-1*PP**20250314*10000****RDRN\nLX*1\nL1*1***10000");
    expect(invoices[0]?.currency).toBe("USD");
    expect(problems).toMatchObject([{ code: "currency_assumed" }]);
    expect(
      parse("B3**INV-1*LD-1*PP**20250314*10000****RDRN\nC3*CAD\nL1*1***10000").invoices[0]?.currency,
    ).toBe("CAD");
  });

  it("keeps a charge code nobody has mapped as other, with a warning", () => {
    const { invoices, problems } = parse(
      "B3**INV-1*LD-1*PP**20250314*10000****RDRN\nC3*USD\nL1*1***10000****QZQ",
    );
    expect(invoices[0]?.charges).toMatchObject([{ kind: "other", code: "QZQ", amount: "100.00" }]);
    expect(problems).toMatchObject([{ code: "unmapped_code" }]);
  });

  it("can't be booked without an invoice number", () => {
    expect(parse("B3***LD-1*PP**20250314*10000****RDRN").outcome).toBe("quarantine");
  });

  it("reads a total of zero and a credit", () => {
    expect(parse("B3**INV-1**PP**20250314*-2550****RDRN\nC3*USD\nL1*1***-2550").invoices[0]?.total).toBe(
      "-25.50",
    );
    expect(parse("B3**INV-1**PP**20250314*0****RDRN\nC3*USD\nL1*1***0").invoices[0]?.total).toBe("0.00");
  });
});
