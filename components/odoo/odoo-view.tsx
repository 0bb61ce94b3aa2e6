import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { ConnectionPage } from "@/lib/contracts/connections/connection-page";
import type { OdooDetail, OdooRights } from "@/lib/contracts/odoo/odoo-page";
import { DoctorCard } from "./doctor-card";
import { HintsCard } from "./hints-card";
import { HintsSwitch } from "./hints-switch";
import { LoadCard } from "./load-card";
import { PageRefresh } from "./page-refresh";
import { PressingBanners } from "./pressing-banners";
import { ReadingCard } from "./reading-card";
import { ServerCard } from "./server-card";
import { SettingsCard } from "./settings-card";
import { WorkerBanner } from "./worker-banner";

interface OdooViewProps {
  readonly page: ConnectionPage;
  readonly odoo: OdooDetail;
  readonly may: OdooRights;
}

const LOADING_MS = 2_000;
const CALM_MS = 10_000;

/** One Odoo: what was read of it and how fresh that is; beside it which Odoo it is, as whom it is asked, and how. */
export function OdooView({ page, odoo, may }: OdooViewProps) {
  const mayManage = may.manage;
  return (
    <>
      <WorkerBanner stale={odoo.stale}>Nothing is read from Odoo right now.</WorkerBanner>
      <PressingBanners odoo={odoo} />
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="grid min-w-0 gap-3.5">
          <LoadCard odoo={odoo} />
          {mayManage && odoo.isSetUp && <DoctorCard slug={page.slug} />}
          <ReadingCard odoo={odoo} connectionId={page.id} mayManage={mayManage} />
        </div>
        <aside aria-label="About this Odoo" className="grid min-w-0 gap-3.5">
          <ServerCard odoo={odoo} />
          <SettingsCard odoo={odoo} connectionId={page.id} mayManage={mayManage} />
          <HintsCard
            odoo={odoo}
            action={
              mayManage && odoo.isSetUp && <HintsSwitch connectionId={page.id} enabled={odoo.hints.enabled} />
            }
          />
          <ElsewhereCard page={page} readCommands={may.readCommands} />
        </aside>
      </div>
      <PageRefresh everyMs={odoo.health === "loading" || odoo.health === "trying" ? LOADING_MS : CALM_MS} />
    </>
  );
}

function ElsewhereCard({
  page,
  readCommands,
}: {
  readonly page: ConnectionPage;
  readonly readCommands: boolean;
}) {
  return (
    <Card title="Elsewhere">
      <ul className="grid gap-1.5">
        {readCommands && (
          <li>
            <Link href={`/commands?connection=${page.id}`} className="text-accent underline">
              What was written to it
            </Link>
          </li>
        )}
        <li>
          <Link href={`/messages?tab=all&connection=${page.id}`} className="text-accent underline">
            What its deliveries told
          </Link>
        </li>
      </ul>
    </Card>
  );
}
