"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { changeOdooSettingsInput, examineOdooInput, readOdooNowInput } from "@/lib/contracts/odoo/odoo-input";
import { switchHintsInput } from "@/lib/contracts/odoo/setup-input";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { examineOdoo as examine } from "@/lib/usecases/odoo/doctor/examine-odoo";
import { changeOdooSettings as change } from "@/lib/usecases/odoo/settings/change-settings";
import { readOdooNow as readNow } from "@/lib/usecases/odoo/settings/read-now";
import { switchOdooHints as switchHints } from "@/lib/usecases/odoo/setup/switch-hints";

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

export const switchOdooHints = defineAction({
  permission: "connection.manage",
  input: switchHintsInput,
  run: async (ctx, input) => {
    const rules = await switchHints(ctx, input);
    shown();
    return rules;
  },
});

export const examineOdoo = defineAction({
  permission: "connection.manage",
  input: examineOdooInput,
  run: (ctx, input) => examine(ctx, secretKey(), input),
});
