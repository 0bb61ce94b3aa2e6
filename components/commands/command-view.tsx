import Link from "next/link";
import { OdooLink } from "@/components/odoo/odoo-link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CommandPage, CommandRights } from "@/lib/contracts/commands/command-page";
import { AttemptsCard } from "./attempts-card";
import { CommandNext } from "./command-next";
import { PayloadCard } from "./payload-card";

interface CommandViewProps {
  readonly page: CommandPage;
  readonly may: CommandRights;
}

/** One write: what it says, what was tried; beside it where it stands, since when, and what came of it. */
export function CommandView({ page, may }: CommandViewProps) {
  return (
    <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="grid min-w-0 gap-3.5">
        <PayloadCard page={page} />
        <AttemptsCard page={page} mayReadExchange={may.readExchange} />
      </div>
      <aside aria-label="About this write" className="grid min-w-0 gap-3.5">
        <OutcomeCard page={page} may={may} />
        <MomentsCard page={page} />
      </aside>
    </div>
  );
}

function OutcomeCard({ page, may }: CommandViewProps) {
  const isOpen = page.state !== "confirmed" && page.state !== "cancelled";
  return (
    <Card title="In Odoo">
      <KeyValueList>
        <KeyValue name="Document">
          <OdooLink document={page.document} />
        </KeyValue>
        {page.result && (
          <KeyValue name="Result">
            <OdooLink document={page.result} />
          </KeyValue>
        )}
        {page.resultState && <KeyValue name="State there">{page.resultState}</KeyValue>}
        {isOpen && (
          <KeyValue name="Next">
            <CommandNext {...page} />
          </KeyValue>
        )}
        {page.waitsBehind > 0 && (
          <KeyValue name="Goes after">
            {page.waitsBehind === 1 ? "1 earlier write" : `${page.waitsBehind} earlier writes`} of this
            document
          </KeyValue>
        )}
        <KeyValue name="Connection">{page.connection.name}</KeyValue>
        {page.shipment && (
          <KeyValue name="Shipment">
            {may.readShipment ? (
              <Link
                href={`/shipments/${encodeURIComponent(page.shipment.number)}`}
                className="text-accent underline"
              >
                {page.shipment.number}
              </Link>
            ) : (
              page.shipment.number
            )}
          </KeyValue>
        )}
        <KeyValue name="Requested by">{page.requestedBy}</KeyValue>
        <KeyValue name="Operation key" mono>
          <span className="break-all">{page.operationKey}</span>
          <CopyButton value={page.operationKey} what="operation key" />
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}

function MomentsCard({ page: { moments } }: Pick<CommandViewProps, "page">) {
  return (
    <Card title="Over time">
      <ol className="grid gap-1.5">
        {moments.map(({ what, at }) => (
          <li key={what} className="flex flex-wrap justify-between gap-x-3">
            <span>
              {what}{" "}
              <span className="text-xs text-ink-3">
                <RelativeTime at={at} focusable />
              </span>
            </span>
            <AbsoluteTime at={at} />
          </li>
        ))}
      </ol>
    </Card>
  );
}
