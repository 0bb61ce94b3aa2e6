"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { previewTemplateInput, saveContactInput, saveTemplateInput } from "@/lib/contracts/notices/template";
import { previewTemplate as preview } from "@/lib/usecases/notices/preview-template";
import { saveContact as keepContact } from "@/lib/usecases/notices/save-contact";
import { saveTemplate as keepTemplate } from "@/lib/usecases/notices/save-template";

const shown = () => revalidatePath("/notices/templates");

export const saveTemplate = defineAction({
  permission: "notice.manage",
  input: saveTemplateInput,
  run: async (ctx, input) => {
    const version = await keepTemplate(ctx, input);
    shown();
    return version;
  },
});

export const saveContact = defineAction({
  permission: "notice.manage",
  input: saveContactInput,
  run: async (ctx, input) => {
    const version = await keepContact(ctx, input);
    shown();
    return version;
  },
});

export const previewTemplate = defineAction({
  permission: "notice.manage",
  input: previewTemplateInput,
  run: async (ctx, input) => preview(ctx, input),
});
