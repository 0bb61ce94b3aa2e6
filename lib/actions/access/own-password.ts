"use server";

import { defineAction } from "@/lib/actions/define-action";
import { changeOwnPasswordInput } from "@/lib/contracts/people";
import { changeOwnPassword as change } from "@/lib/usecases/access/change-own-password";
import { ownAccountContext } from "@/lib/usecases/access/current-session";

export const changeOwnPassword = defineAction({
  permission: null,
  context: ownAccountContext,
  input: changeOwnPasswordInput,
  run: change,
});
