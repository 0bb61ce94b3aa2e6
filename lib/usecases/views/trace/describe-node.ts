import type { TraceRow } from "@/db/queries/trace/trace-row";
import type { Actor } from "@/lib/domain/access/actor";
import {
  attemptText,
  commandText,
  documentText,
  noticeText,
  outboundText,
  outboundTryText,
  runAttemptText,
  runDecisionText,
  runText,
} from "./describe-effects";
import { decisionText, eventText, exceptionText, messageText, verdictText } from "./describe-incoming";
import type { NodeText } from "./node-words";

/** One node in words, as far as this person may read it. What they may not read is named, and that they may not. */
export function describeNode(row: TraceRow, actor: Actor): NodeText {
  switch (row.kind) {
    case "message":
      return messageText(row, actor);
    case "decision":
      return decisionText(row, actor);
    case "event":
      return eventText(row, actor);
    case "verdict":
      return verdictText(row);
    case "exception":
      return exceptionText(row);
    case "run":
      return runText(row);
    case "run_decision":
      return runDecisionText(row);
    case "run_attempt":
      return runAttemptText(row);
    case "command":
      return commandText(row, actor);
    case "attempt":
      return attemptText(row, actor);
    case "document":
      return documentText(row, actor);
    case "outbound":
      return outboundText(row, actor);
    case "outbound_try":
      return outboundTryText(row, actor);
    case "notice":
    case "notice_sent":
      return noticeText(row, actor);
  }
}
