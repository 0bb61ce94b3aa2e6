import type { Metadata } from "next";
import Link from "next/link";
import { cache, Suspense } from "react";
import { ConnectionView } from "@/components/connections/connection-view";
import { DIALECT_WORDS } from "@/components/connections/connection-words";
import { HealthChip } from "@/components/connections/health-chip";
import { SwitchButton } from "@/components/connections/switch-button";
import { OdooHealthChip } from "@/components/odoo/odoo-health-chip";
import { SetUpLink } from "@/components/odoo/set-up-link";
import { PageHead } from "@/components/ui/page-head";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { connectionPage } from "@/lib/usecases/views/connections/connection-page";
import { connectionRights } from "@/lib/usecases/views/connections/connection-rights";
import { Odoo, OdooWaiting } from "./odoo";

interface ConnectionPageProps {
  readonly params: Promise<{ slug: string }>;
}

const read = cache(async (slug: string) => {
  const ctx = await pageContext("connection.read");
  return { ctx, page: await pageRead(connectionPage(ctx, slug)) };
});

export async function generateMetadata({ params }: ConnectionPageProps): Promise<Metadata> {
  const { page } = await read((await params).slug);
  return { title: `${page.name}: connection` };
}

export default async function OneConnectionPage({ params }: ConnectionPageProps) {
  const { ctx, page } = await read((await params).slug);
  const may = connectionRights(ctx);
  return (
    <>
      <PageHead
        trail={<Link href="/connections">Connections</Link>}
        title={
          <span className="inline-flex flex-wrap items-center gap-2.5">
            {page.name}{" "}
            {page.odoo ? <OdooHealthChip odoo={page.odoo} /> : <HealthChip health={page.health} />}
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
              <SwitchButton page={page} />
            </>
          )
        }
      />
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
