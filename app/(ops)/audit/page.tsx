import type { Metadata } from "next";
import { Suspense } from "react";
import { AuditFilters } from "@/components/audit/audit-filters";
import { AuditTable } from "@/components/audit/audit-table";
import { ExportMenu } from "@/components/audit/export-menu";
import { VerifyChain } from "@/components/audit/verify-chain";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { TableSkeleton } from "@/components/ui/skeleton";
import { type AuditQuery, auditHref, readAuditQuery } from "@/lib/contracts/audit/audit-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import type { Context } from "@/lib/usecases/context";
import { auditChoices, auditLogPage } from "@/lib/usecases/views/audit/audit-log";

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
        actions={
          <>
            <VerifyChain />
            <ExportMenu query={query} />
          </>
        }
      />
      <Suspense fallback={<TableSkeleton label="Reading the audit log" />}>
        <AuditRows ctx={ctx} query={query} />
      </Suspense>
    </>
  );
}

async function AuditRows({ ctx, query }: { readonly ctx: Context; readonly query: AuditQuery }) {
  const [page, choices] = await Promise.all([auditLogPage(ctx, query), auditChoices(ctx)]);
  return (
    <>
      <AuditFilters query={query} choices={choices} rows={page.rows} />
      <AuditTable rows={page.rows} query={query} />
      <Pagination
        newerHref={page.newerAfter === null ? null : auditHref(query, { after: page.newerAfter })}
        olderHref={page.olderBefore === null ? null : auditHref(query, { before: page.olderBefore })}
      />
    </>
  );
}
