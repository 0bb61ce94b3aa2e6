"use server";

import { defineAction } from "@/lib/actions/define-action";
import { deleteViewInput, saveViewInput } from "@/lib/contracts/shipments/saved-view";
import { deleteView as remove } from "@/lib/usecases/saved-views/delete-view";
import { saveView as save } from "@/lib/usecases/saved-views/save-view";

export const saveView = defineAction({ permission: "view.save", input: saveViewInput, run: save });

export const deleteView = defineAction({ permission: "view.save", input: deleteViewInput, run: remove });
