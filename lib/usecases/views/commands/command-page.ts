import { z } from "zod";
import {
  type CommandAttemptRow,
  type CommandDetailRow,
  selectCommandAttempts,
  selectCommandDetail,
} from "@/db/queries/commands/select-command-page";
import { recordKey, selectRecordNames } from "@/db/queries/odoo/select-record-names";
import type {
  CommandAttemptDto,
  CommandMoment,
  CommandPage,
  CommandRights,
} from "@/lib/contracts/commands/command-page";
import { documentWord } from "@/lib/contracts/odoo/model-words";
import { type Actor, can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { isoOf, toCommandRows } from "./command-row";
import { payloadFacts, payloadLines, recordsNamed } from "./payload-facts";
import { readableExchange } from "./readable-exchange";

const MOST_ATTEMPTS = 50;

/** One intended write to Odoo with what it says, what was tried and what came of it. */
export async function commandPage(ctx: Context, given: string): Promise<CommandPage> {
  requirePermission(ctx.actor, "command.read");
  const { companyId } = ctx.actor;
  const id = z.uuid().safeParse(given).data;
  const row = id && (await selectCommandDetail(ctx.db, { companyId, id }));
  if (!row) throw new NotFoundError("There is no such write here. Look it up under Odoo writes.");
  const [[base], attempts, names] = await Promise.all([
    toCommandRows(ctx, [row]),
    selectCommandAttempts(ctx.db, { companyId, id: row.id, limit: MOST_ATTEMPTS }),
    namesOf(ctx, row),
  ]);
  if (!base) throw new NotFoundError("There is no such write here. Look it up under Odoo writes.");
  const mayReadExchange = commandRights(ctx.actor).readExchange;
  return {
    ...base,
    version: row.version,
    facts: payloadFacts(row.kind, row.payload as never, names, row.contentChars ?? 0),
    lines: payloadLines(row.kind, row.payload),
    moments: momentsOf(row),
    attemptsMade: attempts.map((attempt) => toAttempt(attempt, mayReadExchange)),
    resultState: row.result?.state ?? null,
    shipment: row.shipmentNumber === null ? null : { number: row.shipmentNumber },
    waitsBehind: row.waitsBehind,
  };
}

/** Which controls to show. Each action asks again. */
export function commandRights(actor: Actor): CommandRights {
  return {
    retry: can(actor, "command.retry"),
    readExchange: can(actor, "message.raw.read"),
    readShipment: can(actor, "shipment.read"),
  };
}

async function namesOf({ db, actor }: Context, { connectionId, payload }: CommandDetailRow) {
  const asked = recordsNamed(payload).map((record) => ({ connectionId, ...record }));
  const found = await selectRecordNames(db, actor.companyId, asked);
  return (model: string, odooId: number) =>
    found.get(recordKey({ connectionId, model, odooId })) ?? `${documentWord(model)} ${odooId}`;
}

function momentsOf(row: CommandDetailRow): CommandMoment[] {
  const settled = { confirmed: "Done", rejected: "Rejected", cancelled: "Withdrawn" } as const;
  const what = row.state in settled ? settled[row.state as keyof typeof settled] : "Settled";
  const moments: [string, string | null][] = [
    ["Requested", row.requestedAt],
    ["Last sent", row.sentAt],
    [what, row.settledAt],
    ["Last looked up in Odoo", row.checkedAt],
  ];
  return moments
    .flatMap(([name, at]) => (at === null ? [] : [{ what: name, at: isoOf(at) }]))
    .sort((a, b) => a.at.localeCompare(b.at));
}

function toAttempt(row: CommandAttemptRow, mayReadExchange: boolean): CommandAttemptDto {
  return {
    number: row.number,
    kind: row.kind,
    startedAt: isoOf(row.startedAt),
    durationMs: Math.max(0, Date.parse(row.endedAt) - Date.parse(row.startedAt)),
    outcome: row.outcome,
    error: row.error,
    exchange: mayReadExchange
      ? {
          request: readableExchange(row.request),
          reply: row.reply === null || row.reply === undefined ? null : readableExchange(row.reply),
        }
      : null,
  };
}
