import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { inTransaction } from "@/db/transaction";
import type { CatalogueLine, InterfaceLine } from "@/lib/contracts/catalogue/catalogue-page";
import type { CatalogueFormat } from "@/lib/contracts/catalogue/catalogue-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import {
  lateText,
  retentionText,
  SOURCE_WORDS,
  SYNC_WORDS,
  SYSTEM_WORDS,
} from "@/lib/domain/catalogue/words";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { CSV_BOM, csvLine } from "@/lib/usecases/shipments/csv-line";
import { cataloguePage } from "@/lib/usecases/views/catalogue/catalogue-page";

export interface CatalogueExport {
  readonly fileName: string;
  readonly contentType: string;
  readonly text: string;
}

/** The whole catalogue as one file: what was agreed, and the interfaces for who may see connections. */
export async function exportCatalogue(ctx: Context, format: CatalogueFormat): Promise<CatalogueExport> {
  requirePermission(ctx.actor, "catalogue.read");
  const [page, zone] = await Promise.all([
    cataloguePage(ctx),
    selectCompanyZone(ctx.db, ctx.actor.companyId),
  ]);
  const entry = { action: "catalogue.export", subject: { kind: "catalogue", id: format } };
  await inTransaction(ctx.db, (tx) => appendAudit(tx, ctx.actor, entry, ctx.now()));
  const day = dayIn(zone, ctx.now().getTime());
  const interfaces = page.interfaces ?? [];
  if (format === "csv") {
    const lines = [...page.entries.map(entryCells), ...interfaces.map(interfaceCells)];
    const text = CSV_BOM + [COLUMNS, ...lines].map(csvLine).join("");
    return { fileName: `catalogue-${day}.csv`, contentType: "text/csv; charset=utf-8", text };
  }
  return {
    fileName: `catalogue-${day}.md`,
    contentType: "text/markdown; charset=utf-8",
    text: markdown(day, page.entries, interfaces),
  };
}

const COLUMNS = [
  "Kind",
  "Name",
  "System of record",
  "May state it",
  "Synced",
  "Known within",
  "Owner",
  "Clocks",
  "Runbook",
  "Kept",
  "Version",
  "Mapping",
  "Tests",
  "Last changed by",
  "Last changed at",
];

function entryCells({ kind, label, terms, version, changed }: CatalogueLine): string[] {
  return [
    kind,
    label,
    SYSTEM_WORDS[terms.system],
    terms.mayState.map((source) => SOURCE_WORDS[source]).join(", "),
    SYNC_WORDS[terms.sync],
    lateText(terms.lateMinutes),
    ROLE_LABELS[terms.ownerRole],
    terms.clocks.map((clock) => CLOCK_WORDS[clock].name).join(", "),
    terms.runbook ? EXCEPTION_RULES[terms.runbook].label : "",
    retentionText(terms.retentionMonths),
    String(version),
    "",
    "",
    changed ? `${changed.askedBy}, approved by ${changed.approvedBy}` : "",
    changed?.at ?? "",
  ];
}

function interfaceCells(line: InterfaceLine): string[] {
  const { name, dialect, partnerKind, version, mapping, tests, changedBy, changedAt } = line;
  const blank = ["", "", "", "", "", ""];
  return [
    ...["interface", `${name} (${dialect})`, "", SOURCE_WORDS[partnerKind]],
    ...[...blank, String(version), mapping, tests ?? "", changedBy ?? "", changedAt ?? ""],
  ];
}

function markdown(
  day: string,
  entries: readonly CatalogueLine[],
  interfaces: readonly InterfaceLine[],
): string {
  const table = (columns: readonly number[], rows: readonly (readonly string[])[]) => {
    const line = (cells: readonly string[]) =>
      `| ${columns.map((at) => cell(cells[at] ?? "")).join(" | ")} |`;
    return [line(COLUMNS), `|${columns.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
  };
  const agreed = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13];
  const of = (kind: CatalogueLine["kind"]) => entries.filter((entry) => entry.kind === kind).map(entryCells);
  return [
    `# Who owns what\n\nAs of ${day}. Version 0 is as delivered.`,
    `## Objects\n\n${table(agreed, of("object"))}`,
    `## Milestones\n\n${table(agreed, of("milestone"))}`,
    ...(interfaces.length > 0
      ? [`## Interfaces\n\n${table([1, 3, 10, 11, 12, 13, 14], interfaces.map(interfaceCells))}`]
      : []),
    "",
  ].join("\n\n");
}

/** Text that stays one cell: names are typed by people. */
function cell(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, "\\$&").replace(/\s+/g, " ");
}
