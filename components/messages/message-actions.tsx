"use client";

import { acceptMessage, ignoreMessage, replayMessage, restoreMessage } from "@/lib/actions/messages/decide";
import type { MessageState } from "@/lib/domain/message/message-state";
import { ActionDialog } from "./action-dialog";

interface MessageActionsProps {
  readonly messageId: string;
  readonly state: MessageState;
  readonly version: number;
  readonly isQueued: boolean;
  /** Some of its events stand on a timeline already: then it can't be ignored. */
  readonly isOnTimeline: boolean;
  readonly may: { readonly replay: boolean; readonly attach: boolean; readonly dismiss: boolean };
}

const PERSON_STATES: readonly MessageState[] = ["quarantined", "conflict", "ambiguous", "unmatched"];

/** What this person may do with this message now. What can't be done is not offered. */
export function MessageActions({
  messageId,
  state,
  version,
  isQueued,
  isOnTimeline,
  may,
}: MessageActionsProps) {
  const on = { messageId, version };
  const canReplay = may.replay && !isQueued && state !== "conflict" && state !== "ignored";
  return (
    <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
      {may.attach && state === "conflict" && (
        <ActionDialog
          trigger="Accept this copy…"
          triggerKind="primary"
          title="Accept the copy with other bytes"
          will="It is read as a message of its own, beside the first one. What both say is on the timeline once; what only this one says is added. The first stays as it is."
          verb="Accept this copy"
          reason="required"
          done="Accepted. It is read now."
          run={(reason) => acceptMessage({ ...on, reason })}
        />
      )}
      {canReplay && (
        <ActionDialog
          trigger="Replay…"
          triggerKind={state === "quarantined" ? "primary" : "default"}
          title="Run this message again"
          will="It is read again from its bytes, with the mapping and references of now. Events that are on the timeline already are not added twice."
          verb="Replay"
          reason="none"
          done="It runs again now."
          run={() => replayMessage(on)}
        />
      )}
      {may.dismiss && !isOnTimeline && PERSON_STATES.includes(state) && (
        <ActionDialog
          trigger="Ignore…"
          triggerKind="danger"
          title="Ignore this message"
          will="It leaves the list of what needs a person, and attaches to nothing by itself any more. The bytes stay, and this can be taken back."
          verb="Ignore"
          reason="required"
          reasonLabel="Why it does not count"
          done="Ignored. The bytes are kept."
          run={(reason) => ignoreMessage({ ...on, reason })}
        />
      )}
      {may.dismiss && state === "ignored" && (
        <ActionDialog
          trigger="Stop ignoring…"
          title="Let this message count again"
          will="It is read again as if nobody had ignored it. It may go on a timeline, or wait for a person."
          verb="Stop ignoring"
          reason="none"
          done="It counts again, and is read now."
          run={() => restoreMessage(on)}
        />
      )}
    </div>
  );
}
