import type { Database } from "@/db/client";
import { findConnectionBySlug } from "@/db/queries/connections/find-connection";
import { SLUG_PATTERN } from "@/lib/contracts/connections/slug";
import { verifySender } from "@/lib/domain/message/verify";
import { loadSenders } from "@/lib/usecases/inbox/load-senders";
import { senderCrypto } from "@/lib/usecases/inbox/sender-crypto";

export interface FetchingPartner {
  readonly companyId: number;
  readonly connectionId: string;
}

/**
 * Who asks for what waits: the partner proves itself by one of its connection's secrets as a bearer token (or as user name and password where that is how it
 * sends). Everything else, also a connection with another way out, is told the same.
 */
export async function believeFetcher(
  { db, secretKey, now }: { readonly db: Database; readonly secretKey: Buffer; readonly now: () => Date },
  slug: string,
  header: (name: string) => string | null,
): Promise<FetchingPartner | null> {
  if (!SLUG_PATTERN.test(slug)) return null;
  const row = await findConnectionBySlug(db, slug);
  if (!row?.enabled || row.wayOut?.kind !== "fetch") return null;
  const [sender] = await loadSenders(db, secretKey, [slug]);
  if (!sender) return null;
  const verification =
    sender.verification.scheme === "basic" ? sender.verification : ({ scheme: "bearer" } as const);
  const proof = { header, pathSecret: null, body: new Uint8Array() };
  const verdict = verifySender(verification, proof, sender.secrets, now().getTime(), senderCrypto);
  return verdict.ok ? { companyId: row.companyId, connectionId: row.id } : null;
}
