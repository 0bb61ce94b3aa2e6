import type { z } from "zod";
import {
  deleteUnmapped,
  findMessagesWithCode,
  insertOverride,
} from "@/db/queries/connections/code-overrides";
import { findConnection } from "@/db/queries/connections/find-connection";
import { raiseMappingVersion } from "@/db/queries/connections/write-connection";
import { insertReprocessRequests } from "@/db/queries/messages/write-decision";
import { inTransaction } from "@/db/transaction";
import { type MapCodeInput, mapCodeInput } from "@/lib/contracts/connections/connection-input";
import type { MappedCode } from "@/lib/contracts/connections/connection-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "../messages/actor-name";
import { readInput } from "./read-input";

/** More are left to a replay from the Messages page: one decision must not fill the pipeline for hours. */
const MAX_MESSAGES_AGAIN = 2_000;
const LOOK_BACK_MS = 30 * 86_400_000;

/**
 * Says what a partner means by a code. Messages that used it are read again with the new map; what that changes on the
 * timeline is added as new events, nothing is edited.
 */
export async function mapCode(ctx: Context, given: MapCodeInput): Promise<MappedCode> {
  requirePermission(ctx.actor, "mapping.edit");
  const input = readInput(mapCodeInput, given);
  const { companyId } = ctx.actor;
  const now = ctx.now();
  const { connectionId, codeList, code } = input;
  return inTransaction(ctx.db, async (tx) => {
    const current = await findConnection(tx, { companyId, id: connectionId });
    if (!current) throw new NotFoundError("There is no such connection. Nothing was changed.");
    const raised = await raiseMappingVersion(tx, current, input.expectedMappingVersion);
    if (!raised) {
      throw new ConflictError("The mapping changed since you opened it. Nothing was changed; look again.");
    }
    const key = { companyId, connectionId, codeList, code };
    await insertOverride(tx, {
      ...key,
      ...meaning(input),
      version: raised.mappingVersion,
      createdBy: actorName(ctx.actor),
      createdAt: now,
    });
    const firstSeenAt = await deleteUnmapped(tx, key);
    const sinceAt = firstSeenAt ?? new Date(now.getTime() - LOOK_BACK_MS);
    const found = await findMessagesWithCode(tx, key, {
      sinceAt,
      limit: MAX_MESSAGES_AGAIN + 1,
      unmappedOnly: firstSeenAt !== undefined,
    });
    const again = found.slice(0, MAX_MESSAGES_AGAIN);
    await insertReprocessRequests(tx, companyId, again, { cause: "mapping", at: now });
    const after = { codeList, code, ...meaning(input), mappingVersion: raised.mappingVersion };
    const subject = { kind: "connection", id: connectionId };
    await appendAudit(tx, ctx.actor, { action: "mapping.edit", subject, after }, now);
    return {
      mappingVersion: raised.mappingVersion,
      messagesAgain: again.length,
      more: found.length > again.length,
    };
  });
}

function meaning({ milestone, classifier }: z.output<typeof mapCodeInput>) {
  return { milestone, classifier };
}
