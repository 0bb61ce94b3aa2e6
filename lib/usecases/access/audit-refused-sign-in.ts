import type { Database } from "@/db/client";
import { firstCompanies } from "@/db/queries/access/find-company";
import type { UserRow } from "@/db/queries/access/find-user";
import { inTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { SignInOrigin } from "./start-session";

interface RefusedSignIn extends SignInOrigin {
  readonly how: "password" | "oidc";
  readonly why: string;
  /** As it was typed or vouched for. */
  readonly email: string;
  /** Whose address it is; undefined when nobody's. */
  readonly user: Pick<UserRow, "id" | "companyId"> | undefined;
}

const ADDRESS = /^\S+@\S+\.\S+$/;
const MOST_CHARS = 200;

/**
 * Writes a sign-in that was refused into the log of its company. An address nobody has belongs to no company: it is written where
 * there is only one. What is no address is left out, because people type passwords into the wrong box. Tries that the throttle turned
 * away are not written: whoever could fill the log with them would.
 */
export async function auditRefusedSignIn(db: Database, refused: RefusedSignIn, now: Date): Promise<void> {
  const companyId = refused.user?.companyId ?? (await onlyCompany(db));
  if (companyId === null) return;
  const email = ADDRESS.test(refused.email) ? refused.email.slice(0, MOST_CHARS) : null;
  await inTransaction(db, (tx) =>
    appendAudit(
      tx,
      { kind: "system", job: "sign-in", companyId },
      {
        action: "session.refuse",
        subject: refused.user
          ? { kind: "user", id: refused.user.id }
          : { kind: "address", id: email ?? "none" },
        after: { how: refused.how, why: refused.why, email, address: refused.address },
      },
      now,
    ),
  );
}

async function onlyCompany(db: Database): Promise<number | null> {
  const [only, another] = await firstCompanies(db, 2);
  return only && !another ? only.id : null;
}
