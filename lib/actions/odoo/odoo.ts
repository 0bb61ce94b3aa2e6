"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { changeOdooSettingsInput, readOdooNowInput } from "@/lib/contracts/odoo/odoo-input";
import { changeOdooSettings as change } from "@/lib/usecases/odoo/settings/change-settings";
import { readOdooNow as readNow } from "@/lib/usecases/odoo/settings/read-now";

const shown = () => revalidatePath("/connections", "layout");

export const readOdooNow = defineAction({
  permission: "connection.manage",
  input: readOdooNowInput,
  run: async (ctx, input) => {
    const models = await readNow(ctx, input);
    shown();
    return models;
  },
});

export const changeOdooSettings = defineAction({
  permission: "connection.manage",
  input: changeOdooSettingsInput,
  run: async (ctx, input) => {
    await change(ctx, input);
    shown();
  },
});
