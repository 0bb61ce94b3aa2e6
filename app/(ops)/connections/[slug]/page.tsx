import type { Metadata } from "next";
import Link from "next/link";
import { cache, Suspense } from "react";
import { ConnectionView } from "@/components/connections/connection-view";
import { DIALECT_WORDS } from "@/components/connections/connection-words";
import { HealthChip } from "@/components/connections/health-chip";
import { HealthSection } from "@/components/connections/health-section";
import { HeldCard } from "@/components/connections/held-card";
import { HoldBanner } from "@/components/connections/hold-banner";
import { HoldButtons } from "@/components/connections/hold-buttons";
import { SwitchButton } from "@/components/connections/switch-button";
import { TestButton } from "@/components/connections/test-button";
import { OdooHealthChip } from "@/components/odoo/odoo-health-chip";
import { PageRefresh } from "@/components/odoo/page-refresh";
import { SetUpLink } from "@/components/odoo/set-up-link";
import { PageHead } from "@/components/ui/page-head";
import { readSpan } from "@/lib/contracts/connections/connection-health";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { connectionHealth } from "@/lib/usecases/views/connections/connection-health";
import { connectionPage } from "@/lib/usecases/views/connections/connection-page";
import { connectionRights } from "@/lib/usecases/views/connections/connection-rights";
import { Odoo, OdooWaiting } from "./odoo";

interface ConnectionPageProps {
  readonly params: Promise<{ slug: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const read = cache(async (slug: string) => {
  const ctx = await pageContext("connection.read");
  return { ctx, page: await pageRead(connectionPage(ctx, slug)) };
});

export async function generateMetadata({ params }: Pick<ConnectionPageProps, "params">): Promise<Metadata> {
  const { page } = await read((await params).slug);
  return { title: `${page.name}: connection` };
}

export default async function OneConnectionPage({ params, searchParams }: ConnectionPageProps) {
  const { ctx, page } = await read((await params).slug);
  const health = await pageRead(connectionHealth(ctx, page.id, readSpan(await searchParams)));
  const { hold } = health;
  const may = connectionRights(ctx);
  return (
    <>
      <PageHead
        trail={<Link href="/connections">Connections</Link>}
        title={
          <span className="inline-flex flex-wrap items-center gap-2.5">
            {page.name}{" "}
            {page.odoo && !hold ? <OdooHealthChip odoo={page.odoo} /> : <HealthChip health={page.health} />}
          </span>
        }
        sub={
          <>
            <span className="mono">{page.slug}</span>, {DIALECT_WORDS[page.dialect] ?? page.dialect}
          </>
        }
        actions={
          may.manage && (
            <>
              {page.odoo && <SetUpLink slug={page.slug} odoo={page.odoo} />}
              <TestButton connectionId={page.id} />
              {(!hold || hold.resuming) && <HoldButtons connectionId={page.id} hold={hold} />}
              <SwitchButton page={page} />
            </>
          )
        }
      />
      {hold && <HoldBanner connectionId={page.id} health={health} hold={hold} mayManage={may.manage} />}
      {hold && health.held.length > 0 && (
        <div className="mt-3.5">
          <HeldCard
            connectionId={page.id}
            held={health.held}
            waiting={health.waiting.messages}
            mayManage={may.manage && !hold.resuming}
          />
        </div>
      )}
      <HealthSection slug={page.slug} health={health} />
      <PageRefresh everyMs={hold?.draining ? 1_000 : 10_000} />
      {page.odoo ? (
        <Suspense fallback={<OdooWaiting />}>
          <Odoo ctx={ctx} page={page} />
        </Suspense>
      ) : (
        <ConnectionView page={page} may={may} />
      )}
    </>
  );
}
