import type { MessageRights } from "@/lib/contracts/messages/rights";
import { type Actor, can } from "@/lib/domain/access/actor";

/** What the screens of messages offer this person. Each use-case asks again. */
export function messageRights(actor: Actor): MessageRights {
  return {
    bytes: can(actor, "message.raw.read"),
    replay: can(actor, "message.replay"),
    attach: can(actor, "message.attach"),
    dismiss: can(actor, "message.dismiss"),
    upload: can(actor, "message.upload"),
    outbound: can(actor, "outbound.read"),
    connection: can(actor, "connection.read"),
    shareView: can(actor, "view.share"),
  };
}
