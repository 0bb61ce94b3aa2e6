import { z } from "zod";
import { selectExceptionsOf, selectTouches, type TouchLine } from "@/db/queries/overview/select-drills";
import { selectUnmatchedInvoices } from "@/db/queries/overview/select-money";
import { countTouches } from "@/db/queries/overview/select-pressing";
import type { SumScope } from "@/db/queries/overview/select-sums";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import type { DrillPage } from "@/lib/contracts/overview/overview-page";
import {
  type Drill,
  drillHref,
  type OverviewQuery,
  type Period,
  periodsOf,
} from "@/lib/contracts/overview/overview-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { ExceptionKind } from "@/lib/domain/exception/exception";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import type { Context } from "@/lib/usecases/context";
import { boundsOf, MOST_INVOICES } from "./money-tiles";

const PAGE_ROWS = 50;
const COUNT_LIMIT = 10_000;

interface Asked {
  readonly query: OverviewQuery;
  readonly period: Period;
  readonly zone: string;
  readonly scope: SumScope;
  /** Where the page begins, as the page before said. */
  readonly after: readonly string[] | null;
  next(at: readonly (string | number)[]): string;
}

/** The list behind a number that counts other things than shipments, a page at a time. */
export async function drill(
  ctx: Context,
  what: Drill,
  query: OverviewQuery,
  after: string | null,
): Promise<DrillPage> {
  requirePermission(ctx.actor, what === "carrier_invoices" ? "overview.money" : "overview.read");
  const { companyId } = ctx.actor;
  const zone = await selectCompanyZone(ctx.db, companyId);
  const { period } = periodsOf(query, dayIn(zone, ctx.now().getTime()));
  const asked: Asked = {
    ...{ query, period, zone },
    scope: { companyId, from: period.from, to: period.to, customer: query.customer, carrier: query.carrier },
    after: after === null ? null : after.split("~"),
    next: (at) => `${drillHref(what, query, period)}&after=${encodeURIComponent(at.join("~"))}`,
  };
  if (what === "carrier_invoices") return carrierInvoices(ctx, asked);
  if (what === "touches") return touches(ctx, asked);
  return exceptions(ctx, asked, what === "exceptions_opened" ? "opened_at" : "resolved_at");
}

async function exceptions(ctx: Context, asked: Asked, by: "opened_at" | "resolved_at"): Promise<DrillPage> {
  const [at = "", id = ""] = asked.after ?? [];
  const isPlace = isMoment(at) && isId(id);
  const { rows, count } = await selectExceptionsOf(ctx.db, asked.scope, asked.zone, {
    ...{ by, after: isPlace ? { at, id } : null, limit: PAGE_ROWS + 1, countLimit: COUNT_LIMIT + 1 },
  });
  const shown = rows.slice(0, PAGE_ROWS);
  const last = shown.at(-1);
  return {
    title: by === "opened_at" ? ["exception opened", "exceptions opened"] : CLOSED,
    sub: daysText(asked),
    count: { count: Math.min(count, COUNT_LIMIT), more: count > COUNT_LIMIT },
    rows: shown.map((row) => ({
      ...{
        key: row.id,
        label: EXCEPTION_RULES[row.kind as ExceptionKind].label,
        href: `/exceptions/${row.id}`,
      },
      ...{ sub: row.label, detail: `${row.summary} (${row.state})`, amount: null, at: row.at },
    })),
    nextHref: rows.length > PAGE_ROWS && last ? asked.next([last.at, last.id]) : null,
  };
}

async function touches(ctx: Context, asked: Asked): Promise<DrillPage> {
  const [at = "", seq = ""] = asked.after ?? [];
  const isPlace = isMoment(at) && /^\d{1,15}$/.test(seq);
  const [count, rows] = await Promise.all([
    countTouches(ctx.db, asked.scope, asked.zone),
    selectTouches(ctx.db, asked.scope, asked.zone, {
      after: isPlace ? { at, seq: Number(seq) } : null,
      limit: PAGE_ROWS + 1,
    }),
  ]);
  const shown = rows.slice(0, PAGE_ROWS);
  const last = shown.at(-1);
  return {
    title: ["thing a person decided or did", "things people decided or did"],
    sub: `${daysText(asked)}; as the audit log has them`,
    count: { count, more: false },
    rows: shown.map((row) => ({
      ...{ key: String(row.seq), label: row.action, href: hrefOf(row), sub: row.actorName },
      ...{ detail: row.reason ?? subjectText(row), amount: null, at: row.at },
    })),
    nextHref: rows.length > PAGE_ROWS && last ? asked.next([last.at, last.seq]) : null,
  };
}

const CLOSED = ["exception closed and not open again", "exceptions closed and not open again"] as const;
const UUID_CHARS = 36;

/** "shipment SHP-20418", "exception": an id no one reads out stands in the link only. */
const subjectText = ({ subjectKind, subjectId }: TouchLine) =>
  subjectId.length === UUID_CHARS ? subjectKind : `${subjectKind} ${subjectId}`;

const PAGES: Readonly<Record<string, string>> = {
  shipment: "/shipments",
  exception: "/exceptions",
  message: "/messages",
  command: "/commands",
};

function hrefOf({ subjectKind, subjectId }: TouchLine): string | null {
  const page = PAGES[subjectKind];
  return page && /^(SHP-\d+|[0-9a-f-]{36})$/.test(subjectId) ? `${page}/${subjectId}` : null;
}

async function carrierInvoices(ctx: Context, asked: Asked): Promise<DrillPage> {
  const scope = {
    companyId: ctx.actor.companyId,
    ...{ customer: asked.query.customer, carrier: asked.query.carrier },
    ...boundsOf(asked.period, asked.zone),
  };
  const [messageId = "", document = "", position = ""] = asked.after ?? [];
  const isPlace = isId(messageId) && /^\d{1,6}$/.test(document) && /^\d{1,6}$/.test(position);
  const after = isPlace ? { messageId, document: Number(document), position: Number(position) } : null;
  const [all, rows] = await Promise.all([
    selectUnmatchedInvoices(ctx.db, { ...scope, limit: MOST_INVOICES + 1 }),
    selectUnmatchedInvoices(ctx.db, { ...scope, limit: PAGE_ROWS + 1, after }),
  ]);
  const shown = rows.slice(0, PAGE_ROWS);
  const last = shown.at(-1);
  return {
    title: ["carrier invoice without a match", "carrier invoices without a match"],
    sub: `${daysText(asked)}, by when they came`,
    count: { count: Math.min(all.length, MOST_INVOICES), more: all.length > MOST_INVOICES },
    rows: shown.map((row) => ({
      key: `${row.messageId} ${row.document} ${row.position}`,
      ...{ label: row.number, href: `/messages/${row.messageId}`, sub: row.carrier },
      detail: row.shipmentNumber ?? "no shipment found",
      amount: row.total && `${row.total} ${row.currency ?? ""}`.trim(),
      at: new Date(Number.parseInt(row.messageId.replaceAll("-", "").slice(0, 12), 16)).toISOString(),
    })),
    nextHref:
      rows.length > PAGE_ROWS && last ? asked.next([last.messageId, last.document, last.position]) : null,
  };
}

const isId = (text: string) => z.uuid().safeParse(text).success;
const isMoment = (text: string) => z.iso.datetime({ offset: true }).safeParse(text).success;

function daysText({ period, zone, query }: Asked): string {
  const about = [query.customer, query.carrier].filter(Boolean).join(", ");
  return `${period.from} to ${period.to} (${zone})${about ? `; ${about}` : ""}`;
}
