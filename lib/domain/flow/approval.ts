import { can, type UserActor } from "../access/actor";
import { type Permission, roleMay } from "../access/permission";
import type { Role } from "../access/role";

/** Time in which an approval or refusal can be taken back, before anything is sent. */
export const UNDO_MS = 10_000;
/** After this an approval nobody gave is shown to leads, and after twice this it expires and holds the run. */
export const ESCALATE_AFTER_MS = 24 * 3_600_000;

/** A right lent while its holder is away. */
export interface Delegation {
  readonly fromUserId: string;
  readonly fromName: string;
  readonly fromRole: Role;
}

interface Approvable {
  readonly permission: Permission;
  readonly fourEyes: boolean;
  readonly requestedById: string | null;
}

export type MayApprove =
  | { readonly may: true; readonly onBehalfOf: Delegation | null }
  | { readonly may: false; readonly why: string };

/**
 * Whether this person may approve or refuse, by their own role or by a right lent to them. With four eyes neither who asked for it nor somebody acting
 * for who asked may; refusing is bound in the same way.
 */
export function mayApprove(
  actor: UserActor,
  asked: Approvable,
  delegations: readonly Delegation[],
): MayApprove {
  if (asked.fourEyes && asked.requestedById === actor.id)
    return { may: false, why: "You asked for it: a second person has to approve." };
  if (can(actor, asked.permission)) return { may: true, onBehalfOf: null };
  const lent = delegations.filter(({ fromRole }) => roleMay(fromRole, asked.permission));
  const usable = lent.find(({ fromUserId }) => !asked.fourEyes || fromUserId !== asked.requestedById);
  if (usable) return { may: true, onBehalfOf: usable };
  return lent.length > 0
    ? { may: false, why: "Who lent you the right asked for it: another person has to approve." }
    : { may: false, why: "Your role does not approve this." };
}
