import type { Env } from "../records/env";
import type { Value } from "../registry/values";

export interface NewMessage {
  readonly body: string;
  readonly messageType: "comment" | "notification";
  readonly subtypeId?: number;
  readonly attachmentIds?: readonly number[];
}

/** A line in a document's chatter. It does not move the document's `write_date`. */
export function postMessage(env: Env, model: string, id: number, message: NewMessage): number {
  const user = env.find("res.users", env.userId);
  const document = env.row(model, id);
  return env.transaction.insert("mail.message", {
    create_date: env.startedAt,
    write_date: env.startedAt,
    create_uid: env.userId,
    write_uid: env.userId,
    date: env.now,
    model,
    res_id: id,
    record_name: env.displayName(model, document),
    subject: false,
    body: message.body,
    author_id: (user?.partner_id ?? false) as Value,
    message_type: message.messageType,
    subtype_id: message.subtypeId ?? NOTE,
    attachment_ids: [...(message.attachmentIds ?? [])],
  });
}

/** Ids of the subtypes as the world makes them, in this order. */
export const DISCUSSION = 1;
export const NOTE = 2;
