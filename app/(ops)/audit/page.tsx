import type { Metadata } from "next";
import { Suspense } from "react";
import { AuditFilters } from "@/components/audit/audit-filters";
import { type AuditQuery, auditHref } from "@/components/audit/audit-href";
import { AuditTable } from "@/components/audit/audit-table";
import { VerifyChain } from "@/components/audit/verify-chain";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { TableSkeleton } from "@/components/ui/skeleton";
import { pageContext } from "@/lib/usecases/access/current-session";
import type { Context } from "@/lib/usecases/context";
import { auditActions, auditLogPage } from "@/lib/usecases/views/audit-log";
import { readAuditQuery } from "./read-query";

export const metadata: Metadata = { title: "Audit log" };

interface AuditPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const ctx = await pageContext("audit.read");
  const query = readAuditQuery(await searchParams);
  return (
    <>
      <PageHead
        title="Audit log"
        sub="Every decision with its name and reason. Rows are chained by hashes: one that was changed later breaks the chain."
        actions={<VerifyChain />}
      />
      <Suspense fallback={<TableSkeleton label="Reading the audit log" />}>
        <AuditRows ctx={ctx} query={query} />
      </Suspense>
    </>
  );
}

const DAY_MS = 24 * 60 * 60 * 1_000;

async function AuditRows({ ctx, query }: { readonly ctx: Context; readonly query: AuditQuery }) {
  const { days, before, after, ...filter } = query;
  const from = days === undefined ? undefined : new Date(ctx.now().getTime() - days * DAY_MS);
  const [page, actions] = await Promise.all([
    auditLogPage(ctx, { ...filter, from }, after === undefined ? { before } : { after }),
    auditActions(ctx),
  ]);
  return (
    <>
      <AuditFilters query={query} actions={actions} />
      <AuditTable rows={page.rows} query={query} />
      <Pagination
        newerHref={page.newerAfter === null ? null : auditHref(query, { after: page.newerAfter })}
        olderHref={page.olderBefore === null ? null : auditHref(query, { before: page.olderBefore })}
      />
    </>
  );
}
