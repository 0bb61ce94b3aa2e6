import { z } from "zod";
import { MAX_KEY_PARTS } from "@/lib/domain/command/operation-key";

const MAX_LINES = 200;
const MAX_FILE_BYTES = 10 * 1024 * 1024;
/** Base64 of that many bytes. */
const MAX_FILE_CHARS = Math.ceil(MAX_FILE_BYTES / 3) * 4;

const odooId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const companyId = odooId;
const text = (max: number) => z.string().trim().min(1).max(max);
const date = z.iso.date();
const decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/, "a decimal number such as 1180.00");
const amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, "an amount that is not negative, such as 1180.00");

const billLine = z.strictObject({
  name: text(500),
  quantity: decimal,
  unitPrice: decimal,
  productCode: text(64).optional(),
  productId: odooId.optional(),
  accountCode: text(64).optional(),
  analyticDistribution: z
    .record(z.string().regex(/^\d+(,\d+)*$/), z.number().min(0).max(100))
    .refine((shares) => Object.keys(shares).length <= 50, "at most 50 analytic accounts")
    .optional(),
});

const entryLine = z.strictObject({
  name: text(500),
  accountCode: text(64),
  debit: amount,
  credit: amount,
  partnerId: odooId.optional(),
});

const order = z.strictObject({ companyId, saleOrderId: odooId });

/** Odoo keeps the entry only when both sides are equal; said here it names our own mistake. */
function isBalanced(lines: readonly { readonly debit: string; readonly credit: string }[]): boolean {
  const micros = (value: string) => {
    const [whole = "0", fraction = ""] = value.split(".");
    return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
  };
  return lines.reduce((sum, line) => sum + micros(line.debit) - micros(line.credit), 0n) === 0n;
}

const payloads = {
  status_note: z.strictObject({ companyId, pickingId: odooId, text: text(5_000) }),
  tracking_reference: z.strictObject({ companyId, pickingId: odooId, trackingReference: text(200) }),
  pod_attachment: z.strictObject({
    companyId,
    pickingId: odooId,
    fileName: text(200).regex(/^[^/\\]+$/, "a file name without a path"),
    mimeType: z.string().regex(/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/, "such as application/pdf"),
    contentBase64: z.base64().min(4).max(MAX_FILE_CHARS, "at most 10 MiB"),
  }),
  draft_customer_invoice: order,
  post_customer_invoice: z.strictObject({ companyId, invoiceId: odooId, invoiceDate: date }),
  vendor_bill: z.strictObject({
    companyId,
    partnerId: odooId,
    reference: text(100),
    origin: text(200).nullable(),
    invoiceDate: date,
    currency: z.string().regex(/^[A-Z]{3}$/, "an ISO 4217 code"),
    lines: z
      .array(billLine)
      .min(1)
      .max(MAX_LINES)
      .refine(
        (lines) => new Set(lines.map((line) => line.accountCode === undefined)).size === 1,
        "either every line names an account or none does",
      ),
    post: z.boolean(),
  }),
  accrual_entry: z.strictObject({
    companyId,
    journalCode: text(64),
    date,
    reference: text(200),
    lines: z.array(entryLine).min(2).max(MAX_LINES).refine(isBalanced, "debit and credit must be equal"),
  }),
  accrual_reversal: z.strictObject({ companyId, entryId: odooId, date, reason: text(200) }),
  return_credit_note: order,
} as const;

const base = {
  connectionId: z.uuid(),
  /** What makes it the same command again; its parts by kind are in `BUSINESS_KEY_PARTS`. */
  businessKey: z.array(z.string().max(200)).min(1).max(MAX_KEY_PARTS),
  shipmentId: z.uuid().optional(),
  /** Where what made it stands, as W3C Trace Context writes it: `formatTraceparent`. */
  traceparent: z.string().max(100).optional(),
};

const ofKind = <K extends keyof typeof payloads>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), payload: payloads[kind], ...base });

/** A command to be told to Odoo, bounded in every direction. */
export const commandInput = z.discriminatedUnion("kind", [
  ofKind("status_note"),
  ofKind("tracking_reference"),
  ofKind("pod_attachment"),
  ofKind("draft_customer_invoice"),
  ofKind("post_customer_invoice"),
  ofKind("vendor_bill"),
  ofKind("accrual_entry"),
  ofKind("accrual_reversal"),
  ofKind("return_credit_note"),
]);

export type CommandInput = z.input<typeof commandInput>;
