import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { auditInvoice } from "@/lib/domain/freight/audit-invoice";
import { carrierInvoiceOf } from "@/lib/domain/freight/carrier-invoice-of";
import { matchInvoice } from "@/lib/domain/freight/match-invoice";
import { seedTolerances } from "@/lib/domain/freight/tolerance";
import { parseX12 } from "./reader";

/** Freight bills of others, beside the project and not in it. */
const FOLDER = fileURLToPath(new URL("../../../../shared/partner-data/x12-210/", import.meta.url));
const isHere = existsSync(FOLDER);
const files = isHere ? readdirSync(FOLDER).filter((name) => name.endsWith(".edi")) : [];
const drafts = files.flatMap((name) =>
  parseX12(new Uint8Array(readFileSync(FOLDER + name)), {}).invoices.map((draft) => ({ name, draft })),
);

const rules = {
  ...{ cards: [], fuelPrices: [], ourNames: [], secondPersonOver: null, zone: "UTC" },
  policies: seedTolerances("USD"),
  profile: { carrier: "", name: "", shortPayAllowed: true, contestDays: 180, podRequired: true },
};

describe.skipIf(!isHere)(`freight bills of others (skipped where ${FOLDER} is not there)`, () => {
  it("are read", () => {
    expect(files.length).toBeGreaterThan(0);
    expect(drafts.length).toBeGreaterThanOrEqual(files.length);
  });

  it.each(drafts)(
    "$name: invoice $draft.number is audited, and nothing of it is paid without a shipment",
    ({ draft }) => {
      const invoice = carrierInvoiceOf(draft, { id: "one", receivedAt: Date.parse("2026-11-20T14:02:00Z") });
      expect(invoice.lines).toHaveLength(draft.charges.length);
      expect(matchInvoice(invoice, []).matched).toBe(false);
      const audit = auditInvoice({ ...{ invoice, subjects: [], others: [], samePro: null, rules } });
      expect(audit.outcome).toMatch(/^(unmatched|data_exception|blocked)$/);
      expect(audit.payableMinor).toBe(0);
      expect(audit.atStakeMinor).toBe(Math.max(0, invoice.total.amountMinor));
    },
  );

  it.each(drafts)(
    "$name: invoice $draft.number against a shipment without a contract has no rate for its freight, never zero",
    ({ draft }) => {
      const invoice = carrierInvoiceOf(draft, { id: "one", receivedAt: Date.parse("2026-11-20T14:02:00Z") });
      const facts = {
        ...{
          shipmentId: "s",
          label: "S",
          carrier: invoice.carrier,
          customer: null,
          mode: null,
          origin: null,
          destination: null,
        },
        ...{
          shippedOn: invoice.shippedOn,
          distance: null,
          weight: null,
          weightSource: null,
          pallets: null,
          pieces: null,
        },
        ...{
          stops: [],
          services: [],
          attempts: [],
          tenderAcceptedAt: null,
          cancelledAt: null,
          pickedUpAt: null,
        },
        ...{ deliveredAt: null, podAt: null },
      };
      const subject = { ...{ facts, agreed: [], accrual: null, settled: [], share: null } };
      const audit = auditInvoice({ ...{ invoice, subjects: [subject], others: [], samePro: null, rules } });
      expect(audit.outcome).not.toBe("passed");
      for (const line of audit.lines.filter(({ kind }) => kind === "linehaul" || kind === "fuel"))
        expect(line).toMatchObject({ verdict: "no_rate", expectedMinor: null, proposal: "exception" });
      expect(audit.lines.reduce((sum, { billedMinor }) => sum + billedMinor, 0)).toBe(
        invoice.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      );
    },
  );
});
