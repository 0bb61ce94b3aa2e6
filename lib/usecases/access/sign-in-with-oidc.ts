import { v7 as uuidv7 } from "uuid";
import type { Database, Transaction } from "@/db/client";
import { firstCompanies } from "@/db/queries/access/find-company";
import { findUserByEmail, type UserRow } from "@/db/queries/access/find-user";
import { insertUser } from "@/db/queries/access/write-user";
import { inTransaction } from "@/db/transaction";
import type { Role } from "@/lib/domain/access/role";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { auditRefusedSignIn } from "./audit-refused-sign-in";
import { type SignInOrigin, type StartedSession, startSession } from "./start-session";

export interface OidcSignIn extends SignInOrigin {
  readonly email: string | null;
  /** The claim `email_verified`: only `true` counts, because whoever sets an e-mail address at will could be anyone. */
  readonly emailVerified: boolean;
  readonly name: string | null;
}

export type OidcRefusal =
  | "email_missing"
  | "email_unverified"
  | "unknown_user"
  | "disabled"
  | "several_companies";

export type OidcResult =
  | { readonly ok: true; readonly session: StartedSession }
  | { readonly ok: false; readonly refusal: OidcRefusal };

/**
 * Opens a session for someone the identity provider vouches for. They must be known by e-mail address, or become
 * known now with `defaultRole` when there is one and only one company to put them in.
 */
export async function signInWithOidc(
  db: Database,
  input: OidcSignIn,
  defaultRole: Role | undefined,
  now: Date,
): Promise<OidcResult> {
  const email = input.email?.trim() ?? "";
  const result = await openOidcSession(db, input, email, defaultRole, now);
  if (!result.ok) {
    // An address the provider does not vouch for says nothing about whose try it was.
    const user = input.emailVerified ? await findUserByEmail(db, email) : undefined;
    await auditRefusedSignIn(db, { ...input, email, how: "oidc", why: result.refusal, user }, now);
  }
  return result;
}

async function openOidcSession(
  db: Database,
  input: OidcSignIn,
  email: string,
  defaultRole: Role | undefined,
  now: Date,
): Promise<OidcResult> {
  if (!email) return refuse("email_missing");
  if (!input.emailVerified) return refuse("email_unverified");
  return inTransaction(db, async (tx) => {
    const known = await findUserByEmail(tx, email);
    if (known?.disabledAt) return refuse("disabled");
    if (known) return { ok: true, session: await startSession(tx, known, "oidc", input, now) };
    if (!defaultRole) return refuse("unknown_user");
    const added = await provision(tx, email, input.name, defaultRole, now);
    if (typeof added === "string") return refuse(added);
    return { ok: true, session: await startSession(tx, added, "oidc", input, now) };
  });
}

async function provision(
  tx: Transaction,
  email: string,
  name: string | null,
  role: Role,
  now: Date,
): Promise<UserRow | OidcRefusal> {
  const [home, another] = await firstCompanies(tx, 2);
  if (!home) return "unknown_user";
  if (another) return "several_companies";
  const id = uuidv7();
  const row = await insertUser(tx, {
    id,
    companyId: home.id,
    email,
    name: name?.trim() || email,
    role,
    createdAt: now,
  });
  if (!row) return "unknown_user";
  const actor = { kind: "system", job: "identity provider", companyId: home.id } as const;
  await appendAudit(
    tx,
    actor,
    { action: "user.add", subject: { kind: "user", id }, after: { email, role } },
    now,
  );
  return row;
}

function refuse(refusal: OidcRefusal): OidcResult {
  return { ok: false, refusal };
}
