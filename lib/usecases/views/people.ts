import { listUsers } from "@/db/queries/access/list-users";
import type { PersonDto } from "@/lib/contracts/people";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { SESSION_IDLE_MS } from "@/lib/domain/access/session-life";
import type { Context } from "@/lib/usecases/context";

/** Everyone of the company, by name. */
export async function people(ctx: Context): Promise<readonly PersonDto[]> {
  requirePermission(ctx.actor, "user.manage");
  const now = ctx.now();
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MS);
  const rows = await listUsers(ctx.db, { companyId: ctx.actor.companyId, now, idleSince });
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    signIn: signInOf(row.passwordHash, row.mustChangePassword),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    openSessions: row.openSessions ?? 0,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  }));
}

function signInOf(passwordHash: string | null, mustChangePassword: number): PersonDto["signIn"] {
  if (passwordHash === null) return "identity_provider";
  return mustChangePassword === 1 ? "one_time_password" : "password";
}
