"use server";

import { defineAction } from "@/lib/actions/define-action";
import { addEventInput, voidEventInput } from "@/lib/contracts/shipments/manual-event";
import { addEvent as add } from "@/lib/usecases/shipments/add-event";
import { voidEvent as takeBack } from "@/lib/usecases/shipments/void-event";

export const addEvent = defineAction({ permission: "shipment.event.add", input: addEventInput, run: add });

export const voidEvent = defineAction({
  permission: "shipment.event.add",
  input: voidEventInput,
  run: takeBack,
});
