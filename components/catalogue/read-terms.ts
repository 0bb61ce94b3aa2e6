import type { AskCatalogueChangeInput } from "@/lib/contracts/catalogue/catalogue-input";
import { type CatalogueTerms, SOURCE_KINDS } from "@/lib/domain/catalogue/catalogue";
import { CLOCK_KINDS } from "@/lib/domain/clock/clock-policy";

/** What a form says; whether it can be meant is the server's to say. */
export function readTerms(form: FormData): AskCatalogueChangeInput["terms"] {
  const text = (name: string) => String(form.get(name) ?? "");
  const number = (name: string) => (text(name) === "" ? null : Number(text(name)));
  return {
    system: text("system") as CatalogueTerms["system"],
    mayState: SOURCE_KINDS.filter((kind) => form.getAll("mayState").includes(kind)),
    sync: text("sync") as CatalogueTerms["sync"],
    lateMinutes: number("lateMinutes") ?? Number.NaN,
    ownerRole: text("ownerRole") as CatalogueTerms["ownerRole"],
    clocks: CLOCK_KINDS.filter((kind) => form.getAll("clocks").includes(kind)),
    runbook: (text("runbook") || null) as CatalogueTerms["runbook"],
    retentionMonths: number("retentionMonths"),
  };
}
