import { ForbiddenError } from "../app-error";
import type { Actor } from "./actor";
import { can } from "./actor";
import type { Permission } from "./permission";

/**
 * The first line of every use-case that reads or writes for someone.
 * @throws {ForbiddenError} when the actor's role does not carry the permission.
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (can(actor, permission)) return;
  throw new ForbiddenError(
    `Your role does not include this (${permission}). Nothing was changed. An admin can change your role under People.`,
  );
}
