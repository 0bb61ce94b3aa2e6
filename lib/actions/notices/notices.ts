"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import {
  markReadInput,
  resendNoticeInput,
  saveSubscriptionInput,
  subscriptionTarget,
  testSubscriptionInput,
} from "@/lib/contracts/notices/subscription-input";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { deleteSubscription as remove } from "@/lib/usecases/notices/delete-subscription";
import { markRead as mark } from "@/lib/usecases/notices/mark-read";
import { resendNotice as resend } from "@/lib/usecases/notices/resend-notice";
import { saveSubscription as save } from "@/lib/usecases/notices/save-subscription";
import { testSubscription as test } from "@/lib/usecases/notices/test-subscription";

const shown = () => revalidatePath("/notices", "layout");

export const saveSubscription = defineAction({
  permission: "notice.own",
  input: saveSubscriptionInput,
  run: async (ctx, input) => {
    const saved = await save(ctx, input, secretKey());
    shown();
    return saved;
  },
});

export const deleteSubscription = defineAction({
  permission: "notice.own",
  input: subscriptionTarget,
  run: async (ctx, input) => {
    await remove(ctx, input);
    shown();
  },
});

export const testSubscription = defineAction({
  permission: "notice.own",
  input: testSubscriptionInput,
  run: async (ctx, input) => test(ctx, input),
});

export const resendNotice = defineAction({
  permission: "notice.resend",
  input: resendNoticeInput,
  run: async (ctx, input) => {
    await resend(ctx, input);
    shown();
  },
});

export const markRead = defineAction({
  permission: "notice.own",
  input: markReadInput,
  run: async (ctx, input) => mark(ctx, input),
});
