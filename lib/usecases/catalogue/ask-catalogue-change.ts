import { v7 as uuidv7 } from "uuid";
import { insertChange } from "@/db/queries/catalogue/catalogue";
import { inTransaction } from "@/db/transaction";
import {
  type AskCatalogueChangeInput,
  askCatalogueChangeInput,
} from "@/lib/contracts/catalogue/catalogue-input";
import type { Actor } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { type CatalogueTerms, SOURCE_KINDS } from "@/lib/domain/catalogue/catalogue";
import { CLOCK_KINDS } from "@/lib/domain/clock/clock-policy";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";
import { readCatalogue } from "./read-catalogue";

/** Asks for other terms of one entry; a second person decides. Nothing changes yet. @returns the id of the change. */
export async function askCatalogueChange(ctx: Context, given: AskCatalogueChangeInput): Promise<string> {
  requirePermission(ctx.actor, "catalogue.edit");
  const { key, expectedVersion, reason, ...input } = readInput(askCatalogueChangeInput, given);
  const { companyId } = ctx.actor;
  const terms = inOrder(input.terms);
  return inTransaction(ctx.db, async (tx) => {
    const current = (await readCatalogue(tx, companyId)).get(key);
    if (!current) throw new NotFoundError("There is no such entry. Nothing was asked for.");
    if (current.version !== expectedVersion)
      throw new ConflictError("This entry changed since you opened it. Nothing was asked for; look again.");
    if (canonicalJson(terms) === canonicalJson(current.terms))
      throw new InvalidError("Nothing in it differs. Nothing was asked for.");
    const id = uuidv7({ msecs: ctx.now().getTime() });
    const asked = await insertChange(tx, {
      ...{ companyId, id, key, baseVersion: current.version, terms, reason },
      ...{ askedById: actorId(ctx.actor), askedBy: actorName(ctx.actor), askedAt: ctx.now() },
      ...{ state: "open" as const, decidedBy: null, decidedAt: null, comment: null },
    });
    if (!asked) throw new ConflictError("A change of this entry waits already. Decide on that one first.");
    const entry = {
      action: "catalogue.ask",
      subject: { kind: "catalogue", id: key },
      reason,
      before: { version: current.version, ...current.terms },
      after: { version: current.version + 1, ...terms },
    };
    await appendAudit(tx, ctx.actor, entry, ctx.now());
    return id;
  });
}

/** Who asked, for telling a second person from the first. */
export function actorId(actor: Actor): string {
  return actor.kind === "user" ? actor.id : actor.job;
}

/** Lists without repeats and in one order, so that equal terms are equal. */
function inOrder(terms: CatalogueTerms): CatalogueTerms {
  return {
    ...terms,
    mayState: SOURCE_KINDS.filter((kind) => terms.mayState.includes(kind)),
    clocks: CLOCK_KINDS.filter((kind) => terms.clocks.includes(kind)),
  };
}
