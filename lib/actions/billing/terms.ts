"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { saveAssumptionsInput, saveTermsInput } from "@/lib/contracts/billing/terms-input";
import { saveAssumptions as assume } from "@/lib/usecases/billing/save-assumptions";
import { saveTerms as save } from "@/lib/usecases/billing/save-terms";

const shown = () => revalidatePath("/billing", "layout");

export const saveTerms = defineAction({
  permission: "billing.terms.edit",
  input: saveTermsInput,
  run: async (ctx, input) => {
    const version = await save(ctx, input);
    shown();
    return version;
  },
});

export const saveAssumptions = defineAction({
  permission: "billing.terms.edit",
  input: saveAssumptionsInput,
  run: async (ctx, input) => {
    const version = await assume(ctx, input);
    shown();
    return version;
  },
});
