"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import {
  activateRateCardInput,
  addFuelPriceInput,
  importRateCardInput,
  rateCardVersionInput,
  saveCarrierTermsInput,
} from "@/lib/contracts/freight/rates-input";
import { activateRateCard as activate } from "@/lib/usecases/freight/activate-rate-card";
import { addFuelPrice as add } from "@/lib/usecases/freight/add-fuel-price";
import { importRateCard as importCard } from "@/lib/usecases/freight/import-rate-card";
import { previewRateCard as preview } from "@/lib/usecases/freight/preview-rate-card";
import { saveCarrierTerms as save } from "@/lib/usecases/freight/save-carrier-terms";

const shown = () => revalidatePath("/freight", "layout");

export const importRateCard = defineAction({
  permission: "freight.rates",
  input: importRateCardInput,
  run: async (ctx, input) => {
    const report = await importCard(ctx, input);
    shown();
    return report;
  },
});

export const previewRateCard = defineAction({
  permission: "freight.rates",
  input: rateCardVersionInput,
  run: preview,
});

export const activateRateCard = defineAction({
  permission: "freight.rates",
  input: activateRateCardInput,
  run: async (ctx, input) => {
    await activate(ctx, input);
    shown();
  },
});

export const addFuelPrice = defineAction({
  permission: "freight.rates",
  input: addFuelPriceInput,
  run: async (ctx, input) => {
    await add(ctx, input);
    shown();
  },
});

export const saveCarrierTerms = defineAction({
  permission: "freight.rates",
  input: saveCarrierTermsInput,
  run: async (ctx, input) => {
    const version = await save(ctx, input);
    shown();
    return version;
  },
});
