import type { ConnectionPage, ConnectionRights } from "@/lib/contracts/connections/connection-page";
import { LimitsCard } from "./limits-card";
import { OverridesCard } from "./overrides-card";
import { PartnerCard } from "./partner-card";
import { SecretsCard } from "./secrets-card";
import { TodayCard } from "./today-card";
import { UnmappedCard } from "./unmapped-card";
import { WayOutCard } from "./way-out-card";

interface ConnectionViewProps {
  readonly page: ConnectionPage;
  readonly may: ConnectionRights;
}

/** One connection: what waits, what to hand to the partner, what its codes mean; beside it how it does and its limits. */
export function ConnectionView({ page, may }: ConnectionViewProps) {
  return (
    <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="grid min-w-0 gap-3.5">
        {may.readMapping && page.unmapped.length > 0 && (
          <UnmappedCard page={page} mayEdit={may.editMapping} />
        )}
        <PartnerCard page={page} />
        <WayOutCard page={page} mayManage={may.manage} />
        {may.readMapping && <OverridesCard page={page} mayEdit={may.editMapping} />}
      </div>
      <aside aria-label="About this connection" className="grid min-w-0 gap-3.5">
        <TodayCard page={page} />
        {page.scheme !== "none" && <SecretsCard page={page} mayManage={may.manage} />}
        <LimitsCard page={page} mayManage={may.manage} />
      </aside>
    </div>
  );
}
