import type { MessageRights } from "@/components/messages/message-view";
import { type Actor, can } from "@/lib/domain/access/actor";

/** What of a message's page is for this person. The use-cases ask again. */
export function messageRights(actor: Actor): MessageRights {
  return {
    bytes: can(actor, "message.raw.read"),
    replay: can(actor, "message.replay"),
    attach: can(actor, "message.attach"),
    dismiss: can(actor, "message.dismiss"),
    connection: can(actor, "connection.read"),
  };
}
