import { z } from "zod";
import type { Database } from "@/db/client";
import { errorFields, log } from "@/lib/log";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { database } from "@/lib/usecases/runtime";
import { believeFetcher, type FetchingPartner } from "./believe-fetcher";

interface PartnerDeps {
  readonly db: Database;
  readonly now: () => Date;
}

const UNKNOWN = {
  error: "not_found",
  message:
    "There is nothing here for you. Check the address and send the connection's secret as a bearer token.",
};

/** Answers a partner who fetches: believed first, and told the same whether the connection, the secret or the message is wrong. */
export async function answerPartner(
  request: Request,
  slug: string,
  answer: (deps: PartnerDeps, partner: FetchingPartner) => Promise<Response | null>,
): Promise<Response> {
  const deps = { db: database(), secretKey: secretKey(), now: () => new Date() };
  const id = /\/api\/outbound\/[^/]+\/([^/?]+)/.exec(request.url)?.[1];
  try {
    const isWellFormed = id === undefined || z.uuid().safeParse(id).success;
    const partner = isWellFormed
      ? await believeFetcher(deps, slug, (name) => request.headers.get(name))
      : null;
    const found = partner && (await answer(deps, partner));
    return found ?? Response.json(UNKNOWN, { status: 404 });
  } catch (error) {
    log("error", "a partner's fetch could not be answered", { connection: slug, ...errorFields(error) });
    const message = "Milepost can't answer now. Nothing was changed; ask again.";
    return Response.json({ error: "unavailable", message }, { status: 503, headers: { "retry-after": "5" } });
  }
}
