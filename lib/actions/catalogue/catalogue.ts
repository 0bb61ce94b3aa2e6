"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import {
  askCatalogueChangeInput,
  decideCatalogueChangeInput,
} from "@/lib/contracts/catalogue/catalogue-input";
import { askCatalogueChange as ask } from "@/lib/usecases/catalogue/ask-catalogue-change";
import { decideCatalogueChange as decide } from "@/lib/usecases/catalogue/decide-catalogue-change";

const shown = () => revalidatePath("/catalogue");

export const askCatalogueChange = defineAction({
  permission: "catalogue.edit",
  input: askCatalogueChangeInput,
  run: async (ctx, input) => {
    const id = await ask(ctx, input);
    shown();
    return id;
  },
});

export const decideCatalogueChange = defineAction({
  permission: "catalogue.edit",
  input: decideCatalogueChangeInput,
  run: async (ctx, input) => {
    await decide(ctx, input);
    shown();
  },
});
