"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import {
  addConnectionInput,
  changeConnectionInput,
  connectionReasonInput,
  mapCodeInput,
  retireSecretInput,
  rotateSecretInput,
} from "@/lib/contracts/connections/connection-input";
import { addConnection as add } from "@/lib/usecases/connections/add-connection";
import { changeConnection as change } from "@/lib/usecases/connections/change-connection";
import { mapCode as map } from "@/lib/usecases/connections/map-code";
import { retireSecret as retire } from "@/lib/usecases/connections/retire-secret";
import { rotateSecret as rotate } from "@/lib/usecases/connections/rotate-secret";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { switchConnection } from "@/lib/usecases/connections/switch-connection";

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

export const mapCode = defineAction({
  permission: "mapping.edit",
  input: mapCodeInput,
  run: async (ctx, input) => {
    const mapped = await map(ctx, input);
    shown();
    return mapped;
  },
});
