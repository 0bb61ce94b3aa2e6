"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import {
  addConnectionInput,
  changeConnectionInput,
  connectionReasonInput,
  mapCodeInput,
  retireSecretInput,
  rotateSecretInput,
} from "@/lib/contracts/connections/connection-input";
import { holdInput, letThroughInput } from "@/lib/contracts/connections/hold-input";
import { changeWayOutInput } from "@/lib/contracts/connections/way-out-input";
import { env } from "@/lib/env";
import { addConnection as add } from "@/lib/usecases/connections/add-connection";
import { changeConnection as change } from "@/lib/usecases/connections/change-connection";
import { changeWayOut as changeWay } from "@/lib/usecases/connections/change-way-out";
import {
  drainConnection as drain,
  pauseConnection as pause,
  resumeConnection as resume,
} from "@/lib/usecases/connections/hold-connection";
import { letThrough as letOne } from "@/lib/usecases/connections/let-through";
import { mapCode as map } from "@/lib/usecases/connections/map-code";
import { retireSecret as retire } from "@/lib/usecases/connections/retire-secret";
import { rotateSecret as rotate } from "@/lib/usecases/connections/rotate-secret";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { switchConnection } from "@/lib/usecases/connections/switch-connection";
import { testConnection as tryOut } from "@/lib/usecases/connections/test-connection";
import { senderSettings } from "@/lib/usecases/notices/sender-settings";

const LIST = "/connections";
const shown = () => revalidatePath(LIST, "layout");

export const addConnection = defineAction({
  permission: "connection.manage",
  input: addConnectionInput,
  run: async (ctx, input) => {
    const added = await add(ctx, secretKey(), input);
    shown();
    return added;
  },
});

export const changeConnection = defineAction({
  permission: "connection.manage",
  input: changeConnectionInput,
  run: async (ctx, input) => {
    await change(ctx, input);
    shown();
  },
});

export const enableConnection = defineAction({
  permission: "connection.manage",
  input: connectionReasonInput,
  run: async (ctx, input) => {
    await switchConnection(ctx, { ...input, enabled: true });
    shown();
  },
});

export const disableConnection = defineAction({
  permission: "connection.manage",
  input: connectionReasonInput,
  run: async (ctx, input) => {
    await switchConnection(ctx, { ...input, enabled: false });
    shown();
  },
});

export const rotateSecret = defineAction({
  permission: "connection.manage",
  input: rotateSecretInput,
  run: async (ctx, input) => {
    const secret = await rotate(ctx, secretKey(), input);
    shown();
    return secret;
  },
});

export const retireSecret = defineAction({
  permission: "connection.manage",
  input: retireSecretInput,
  run: async (ctx, input) => {
    await retire(ctx, input);
    shown();
  },
});

export const pauseConnection = defineAction({
  permission: "connection.manage",
  input: holdInput,
  run: async (ctx, input) => {
    await pause(ctx, input);
    shown();
  },
});

export const resumeConnection = defineAction({
  permission: "connection.manage",
  input: holdInput,
  run: async (ctx, input) => {
    await resume(ctx, input);
    shown();
  },
});

export const drainConnection = defineAction({
  permission: "connection.manage",
  input: holdInput,
  run: async (ctx, input) => {
    await drain(ctx, input);
    shown();
  },
});

export const letThrough = defineAction({
  permission: "connection.manage",
  input: letThroughInput,
  run: async (ctx, input) => {
    await letOne(ctx, input);
    shown();
  },
});

export const changeWayOut = defineAction({
  permission: "connection.manage",
  input: changeWayOutInput,
  run: async (ctx, input) => {
    const made = await changeWay(ctx, secretKey(), input);
    shown();
    return made;
  },
});

export const testConnection = defineAction({
  permission: "connection.manage",
  input: z.object({ connectionId: z.uuid() }),
  run: async (ctx, { connectionId }) => {
    const { outbound } = senderSettings(ctx.db);
    return tryOut(ctx, { secretKey: secretKey(), outbound, dropFolder: env().DROP_FOLDER }, connectionId);
  },
});

export const mapCode = defineAction({
  permission: "mapping.edit",
  input: mapCodeInput,
  run: async (ctx, input) => {
    const mapped = await map(ctx, input);
    shown();
    return mapped;
  },
});
