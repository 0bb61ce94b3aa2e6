import { type Permission, roleMay } from "./permission";
import type { Role } from "./role";

/** A signed-in person, as they were when this request began. */
export interface UserActor {
  readonly kind: "user";
  readonly id: string;
  readonly companyId: number;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
}

/** A process of our own (worker, command line), acting for one company. It leaves the same audit row as a person. */
export interface SystemActor {
  readonly kind: "system";
  readonly job: string;
  readonly companyId: number;
  /** A rule decided by itself; else a job that somebody or a schedule started. */
  readonly rule?: true;
}

/** Who a row of the audit log names: a person, one of our services, or a rule. */
export const AUDIT_ACTOR_KINDS = ["user", "system", "rule"] as const;
export type AuditActorKind = (typeof AUDIT_ACTOR_KINDS)[number];

export type Actor = UserActor | SystemActor;

/** True when `actor` may do this. Our own processes may: no request from outside can become one. */
export function can(actor: Actor, permission: Permission): boolean {
  return actor.kind === "system" || roleMay(actor.role, permission);
}
