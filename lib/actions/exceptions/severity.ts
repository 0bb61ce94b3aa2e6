"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { changeSeverityInput, previewSeverityInput } from "@/lib/contracts/exceptions/severity-input";
import { changeSeverityPolicy as change } from "@/lib/usecases/exceptions/change-severity-policy";
import { previewSeverityPolicy as preview } from "@/lib/usecases/exceptions/preview-severity-policy";

const permission = "severity.edit" as const;

export const previewSeverityPolicy = defineAction({ permission, input: previewSeverityInput, run: preview });

export const changeSeverityPolicy = defineAction({
  permission,
  input: changeSeverityInput,
  run: async (ctx, input) => {
    const version = await change(ctx, input);
    revalidatePath("/exceptions", "layout");
    return version;
  },
});
