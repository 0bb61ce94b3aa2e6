import { v7 as uuidv7 } from "uuid";
import { insertRateCard, selectNewestCard } from "@/db/queries/freight/rate-cards";
import { inTransaction } from "@/db/transaction";
import { readRows, sniffDelimiter } from "@/lib/connectors/csv-rows";
import { type ImportRateCardInput, importRateCardInput } from "@/lib/contracts/freight/rates-input";
import type { ImportReport } from "@/lib/contracts/freight/rates-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { bareName } from "@/lib/domain/freight/lane";
import type { RateCard } from "@/lib/domain/freight/rate-card";
import { RATE_COLUMNS, type RateRow, readRateRows } from "@/lib/domain/freight/rate-card-csv";
import { rateCardProblems } from "@/lib/domain/freight/rate-card-problems";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";

/**
 * Reads a contract from CSV and keeps it as a draft: a new contract, or the next version of one. With any row or anything about the whole wrong nothing is kept,
 * and the report says of each row what was understood or what is wrong. Nothing is priced by a draft.
 */
export async function importRateCard(ctx: Context, given: ImportRateCardInput): Promise<ImportReport> {
  requirePermission(ctx.actor, "freight.rates");
  const input = readInput(importRateCardInput, given);
  const { companyId } = ctx.actor;
  const { terms, report } = readRateRows(rowsOf(input.csv), input.currency);
  const { cardId, partyKind, name, currency, validFrom, validUntil, reason } = input;
  const known = cardId === null ? null : await selectNewestCard(ctx.db, companyId, cardId);
  if (cardId !== null && !known) throw new NotFoundError("There is no such contract here. Nothing was kept.");
  const party = { kind: partyKind, name: partyKind === "carrier" ? input.party.toUpperCase() : input.party };
  if (known && (known.partyKind !== partyKind || known.partyKey !== bareName(party.name)))
    throw new InvalidError("A version is for the party of its contract. Nothing was kept.", {
      party: known.card.party.name,
    });
  const id = known?.id ?? uuidv7({ msecs: ctx.now().getTime() });
  const version = (known?.version ?? 0) + 1;
  const card: RateCard = { id, version, name, party, currency, validFrom, validUntil, ...terms };
  const problems = rateCardProblems(card).map(({ at, words }) => `${at}: ${words}`);
  if (problems.length > 0 || report.some(({ ok }) => !ok)) return { stored: null, rows: report, problems };
  await inTransaction(ctx.db, async (tx) => {
    const by = { reason, createdBy: actorName(ctx.actor), createdAt: ctx.now() };
    const row = {
      ...{ companyId, id, version, partyKind, partyKey: bareName(party.name), name, currency },
      ...{ validFrom, validUntil, card, ...by },
    };
    if (!(await insertRateCard(tx, row)))
      throw new ConflictError(
        "Somebody added a version of this contract meanwhile. Nothing was kept; look again.",
      );
    const after = { name, version, party, currency, validFrom, validUntil, rows: report.length };
    const entry = { action: "freight.rates.import", subject: { kind: "rate_card", id }, reason, after };
    await appendAudit(tx, ctx.actor, entry, ctx.now());
  });
  return { stored: { id, version }, rows: report, problems };
}

/** Rows under a header that names the columns, in any order. */
function rowsOf(csv: string): RateRow[] {
  const bytes = Buffer.from(csv.replace(/^\uFEFF/, ""));
  let header: readonly string[] | null = null;
  const rows: RateRow[] = [];
  const { broken } = readRows(bytes, sniffDelimiter(bytes), ({ number, cells }) => {
    if (header === null) header = cells.map((cell) => cell.toLowerCase());
    else rows.push({ number, cells: Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""])) });
  });
  const names: readonly string[] = header ?? [];
  const strange = names.filter((name) => !RATE_COLUMNS.some((column) => column === name));
  if (!names.includes("row") || !names.includes("id") || strange.length > 0)
    throw new InvalidError(
      `Nothing was kept. ${strange.length > 0 ? `Columns nobody knows: ${strange.slice(0, 10).join(", ")}.` : "The first line names the columns; row and id are needed."}`,
      { csv: `Columns: ${RATE_COLUMNS.join(", ")}.` },
    );
  if (broken.length > 0)
    throw new InvalidError(`Nothing was kept. The quotes of row ${broken[0]} can't be read.`, {
      csv: "Mend its quotes.",
    });
  return rows;
}
