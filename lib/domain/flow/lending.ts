import { PERMISSIONS, type Permission, roleMay } from "../access/permission";
import type { Role } from "../access/role";
import type { Instant } from "../time/instant";

const DAY_MS = 24 * 3_600_000;
const LONGEST_DAYS = 90;
const FURTHEST_DAYS = 365;

/** What somebody of this role approves, and so may lend while they are away. */
export function lendable(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => permission.startsWith("approval.") && roleMay(role, permission));
}

/** What is wrong with lending from one instant until another, by the field to mend; empty when nothing is. Never longer than 90 days. */
export function lendingProblems(
  { startsAt, endsAt }: { readonly startsAt: Instant; readonly endsAt: Instant },
  now: Instant,
): Readonly<Record<string, string>> {
  if (startsAt > now + FURTHEST_DAYS * DAY_MS) return { startsAt: "Within a year from now." };
  if (endsAt <= now) return { endsAt: "A moment to come." };
  if (endsAt <= startsAt) return { endsAt: "After the beginning." };
  return endsAt - startsAt > LONGEST_DAYS * DAY_MS
    ? { endsAt: `At most ${LONGEST_DAYS} days after the beginning.` }
    : {};
}
