import type { Actor } from "@/lib/domain/access/actor";

/** The name a decision carries on screen. */
export function actorName(actor: Actor): string {
  return actor.kind === "user" ? actor.name : `Milepost, ${actor.job}`;
}
