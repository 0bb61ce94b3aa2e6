"use server";

import { defineAction } from "@/lib/actions/define-action";
import {
  acknowledgeInput,
  assignInput,
  commentInput,
  ignoreInput,
  reopenInput,
  resolveInput,
  snoozeInput,
} from "@/lib/contracts/exceptions/exception-input";
import { acknowledgeException as acknowledge } from "@/lib/usecases/exceptions/acknowledge-exception";
import { assignException as assign } from "@/lib/usecases/exceptions/assign-exception";
import { commentOnException as comment } from "@/lib/usecases/exceptions/comment-on-exception";
import { ignoreException as ignore } from "@/lib/usecases/exceptions/ignore-exception";
import { reopenException as reopen } from "@/lib/usecases/exceptions/reopen-exception";
import { resolveException as resolve } from "@/lib/usecases/exceptions/resolve-exception";
import { snoozeException as snooze } from "@/lib/usecases/exceptions/snooze-exception";

const permission = "exception.work" as const;

export const acknowledgeException = defineAction({ permission, input: acknowledgeInput, run: acknowledge });
export const assignException = defineAction({ permission, input: assignInput, run: assign });
export const commentOnException = defineAction({ permission, input: commentInput, run: comment });
export const snoozeException = defineAction({ permission, input: snoozeInput, run: snooze });
export const resolveException = defineAction({ permission, input: resolveInput, run: resolve });
export const ignoreException = defineAction({ permission, input: ignoreInput, run: ignore });
export const reopenException = defineAction({ permission, input: reopenInput, run: reopen });
