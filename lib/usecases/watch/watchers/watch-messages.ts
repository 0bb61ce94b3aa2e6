import { changedMessages, missedMessages, type WatchedMessage } from "@/db/queries/watch/watched-messages";
import { messageFindings, UNMATCHED_GRACE_MS } from "@/lib/domain/exception/message-findings";
import { type Follower, followChanges } from "./follow-changes";
import type { PlainSubject, WatchDeps } from "./look-at";

/** Follows messages that can't be read and those that name nothing we know, once these have had their grace. */
export async function watchMessages(deps: WatchDeps): Promise<boolean> {
  return followChanges(deps, FOLLOWER);
}

const FOLLOWER: Follower<WatchedMessage> = {
  name: "messages",
  subjectKind: "message",
  lagsMs: [0, 60_000, UNMATCHED_GRACE_MS],
  changed: changedMessages,
  missed: (tx, companyId, now, limit) =>
    missedMessages(tx, companyId, new Date(now.getTime() - UNMATCHED_GRACE_MS), limit),
  toSubjects: (rows, now) => rows.map((row) => toSubject(row, now)),
};

function toSubject(row: WatchedMessage, now: Date): PlainSubject {
  const facts = {
    ...row,
    receivedAt: Date.parse(row.receivedAt),
    processedAt: Date.parse(row.changedAt),
  };
  return {
    companyId: row.companyId,
    subjectId: row.subjectId,
    label: [row.connectionName, row.documents || row.fileName].filter(Boolean).join(", "),
    shipmentId: null,
    connectionId: row.connectionId,
    carrier: row.carrier,
    findings: messageFindings(facts, now.getTime()),
  };
}
