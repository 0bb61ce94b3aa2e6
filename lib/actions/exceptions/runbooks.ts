"use server";

import { defineAction } from "@/lib/actions/define-action";
import { editRunbookInput } from "@/lib/contracts/exceptions/runbook";
import { editRunbook as edit } from "@/lib/usecases/exceptions/edit-runbook";

export const editRunbook = defineAction({ permission: "runbook.edit", input: editRunbookInput, run: edit });
