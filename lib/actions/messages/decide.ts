"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import {
  acceptInput,
  attachInput,
  ignoreInput,
  replayInput,
  restoreInput,
} from "@/lib/contracts/messages/decisions";
import { acceptMessage as accept } from "@/lib/usecases/messages/accept-message";
import { attachMessage as attach } from "@/lib/usecases/messages/attach-message";
import { ignoreMessage as ignore } from "@/lib/usecases/messages/ignore-message";
import { replayMessage as replay } from "@/lib/usecases/messages/replay-message";
import { restoreMessage as restore } from "@/lib/usecases/messages/restore-message";

const changed = (messageId: string) => revalidatePath(`/messages/${messageId}`);

export const replayMessage = defineAction({
  permission: "message.replay",
  input: replayInput,
  run: async (ctx, input) => {
    const decided = await replay(ctx, input);
    changed(input.messageId);
    return decided;
  },
});

export const attachMessage = defineAction({
  permission: "message.attach",
  input: attachInput,
  run: async (ctx, input) => {
    const decided = await attach(ctx, input);
    changed(input.messageId);
    return decided;
  },
});

export const acceptMessage = defineAction({
  permission: "message.attach",
  input: acceptInput,
  run: async (ctx, input) => {
    const decided = await accept(ctx, input);
    changed(input.messageId);
    return decided;
  },
});

export const ignoreMessage = defineAction({
  permission: "message.dismiss",
  input: ignoreInput,
  run: async (ctx, input) => {
    const decided = await ignore(ctx, input);
    changed(input.messageId);
    return decided;
  },
});

export const restoreMessage = defineAction({
  permission: "message.dismiss",
  input: restoreInput,
  run: async (ctx, input) => {
    const decided = await restore(ctx, input);
    changed(input.messageId);
    return decided;
  },
});
