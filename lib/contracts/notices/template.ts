import { z } from "zod";
import { LANGUAGES, TOLD_MILESTONES, unknownPlaceholders } from "@/lib/domain/notice/template";

const known = (text: string, context: z.RefinementCtx) => {
  const unknown = unknownPlaceholders(text);
  if (unknown.length > 0)
    context.addIssue({ code: "custom", message: `{${unknown[0]}} is no placeholder; choose from the list.` });
};

/** Empty: everyone without one of their own. */
const customer = z.string().trim().max(200);

export const templateText = z.object({
  subject: z
    .string()
    .trim()
    .min(1, "A mail needs a subject.")
    .max(200)
    .refine((text) => !/[\r\n]/.test(text), "One line.")
    .superRefine(known),
  body: z.string().trim().min(1, "A mail needs a text.").max(5_000).superRefine(known),
});

export const saveTemplateInput = templateText.extend({
  customer,
  language: z.enum(LANGUAGES),
  milestone: z.enum(TOLD_MILESTONES),
  enabled: z.boolean(),
  /** 0: there is none yet. */
  expectedVersion: z.number().int().min(0),
});
export type SaveTemplateInput = z.input<typeof saveTemplateInput>;

export const saveContactInput = z.object({
  customer: z.string().trim().min(1, "Choose a customer.").max(200),
  language: z.enum(LANGUAGES),
  addresses: z
    .array(z.email("Mail addresses, separated by commas.").max(200))
    .min(1, "At least one address.")
    .max(5),
  enabled: z.boolean(),
  expectedVersion: z.number().int().min(0),
});
export type SaveContactInput = z.input<typeof saveContactInput>;

export const previewTemplateInput = templateText.extend({
  customer,
  milestone: z.enum(TOLD_MILESTONES),
  /** Empty: any shipment of the customer. */
  shipment: z.string().trim().max(80),
});
export type PreviewTemplateInput = z.input<typeof previewTemplateInput>;

export interface TemplatePreview {
  readonly shipment: string;
  readonly title: string;
  readonly body: string;
}

export interface TemplateDto {
  readonly customer: string;
  readonly language: string;
  readonly milestone: string;
  readonly version: number;
  readonly subject: string;
  readonly body: string;
  readonly enabled: boolean;
  readonly changedBy: string;
  readonly changedAt: string;
}

export interface ContactDto {
  readonly customer: string;
  readonly version: number;
  readonly language: string;
  readonly addresses: readonly string[];
  readonly enabled: boolean;
}

export interface TemplatePage {
  readonly templates: readonly TemplateDto[];
  readonly contacts: readonly ContactDto[];
  readonly customers: readonly string[];
  readonly isMailSetUp: boolean;
}
