"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import {
  calendarInput,
  changePolicyInput,
  createPolicyInput,
  previewPolicyInput,
  switchPolicyInput,
} from "@/lib/contracts/clocks/policy-input";
import { changePolicy as change, switchPolicy as switchOne } from "@/lib/usecases/clocks/change-policy";
import { createPolicy as create } from "@/lib/usecases/clocks/create-policy";
import { previewPolicy as preview } from "@/lib/usecases/clocks/preview-policy";
import { saveCalendar as save } from "@/lib/usecases/clocks/save-calendar";

const shown = () => revalidatePath("/clocks", "layout");

export const createPolicy = defineAction({
  permission: "policy.edit",
  input: createPolicyInput,
  run: async (ctx, input) => {
    const id = await create(ctx, input);
    shown();
    return id;
  },
});

export const changePolicy = defineAction({
  permission: "policy.edit",
  input: changePolicyInput,
  run: async (ctx, input) => {
    const version = await change(ctx, input);
    shown();
    return version;
  },
});

export const switchPolicy = defineAction({
  permission: "policy.edit",
  input: switchPolicyInput,
  run: async (ctx, input) => {
    const version = await switchOne(ctx, input);
    shown();
    return version;
  },
});

export const previewPolicy = defineAction({
  permission: "policy.edit",
  input: previewPolicyInput,
  run: async (ctx, input) => preview(ctx, input),
});

export const saveCalendar = defineAction({
  permission: "policy.edit",
  input: calendarInput,
  run: async (ctx, input) => {
    const policies = await save(ctx, input);
    shown();
    return policies;
  },
});
