"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useToast } from "@/components/ui/toast";
import {
  acknowledgeException,
  assignException,
  commentOnException,
  ignoreException,
  reopenException,
  resolveException,
  snoozeException,
} from "@/lib/actions/exceptions/work";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { Acted, BulkAction } from "@/lib/contracts/exceptions/exception-input";
import type { ActTarget } from "./act-target";
import { DONE_WORDS } from "./exception-words";

/** Does one action to one exception, says what happened, and reads the page again, also when somebody was quicker. */
export function useAct() {
  const show = useToast();
  const router = useRouter();
  return useCallback(
    async (target: ActTarget, input: BulkAction, requestId: string): Promise<ActionResult<Acted>> => {
      const answer = await send(target, input, requestId).catch(
        (): ActionResult<Acted> => ({ ok: false, code: "unavailable", message: UNREACHED }),
      );
      if (answer.ok) {
        const done = answer.value.repeated
          ? "it was so already, nothing was changed now."
          : DONE_WORDS[input.action];
        show("ok", `${target.name}: ${done}`);
      }
      if (answer.ok || answer.code === "conflict") router.refresh();
      return answer;
    },
    [show, router],
  );
}

const UNREACHED = "The server could not be reached. Look at the exception again before you repeat this.";

function send(target: ActTarget, input: BulkAction, requestId: string): Promise<ActionResult<Acted>> {
  const { id: exceptionId, version: expectedVersion } = target;
  const guarded = { exceptionId, expectedVersion };
  switch (input.action) {
    case "acknowledge":
      return acknowledgeException(guarded);
    case "assign":
      return assignException({ ...guarded, assigneeId: input.assigneeId });
    case "comment":
      return commentOnException({ exceptionId, requestId, text: input.text, mentions: input.mentions });
    case "snooze":
      return snoozeException({ ...guarded, untilAt: input.untilAt, untilEvent: input.untilEvent });
    case "resolve":
      return resolveException({ ...guarded, note: input.note });
    case "ignore":
      return ignoreException({ ...guarded, reason: input.reason, untilAt: input.untilAt });
    case "reopen":
      return reopenException({ ...guarded, reason: input.reason });
  }
}
