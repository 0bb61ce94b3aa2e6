import Link from "next/link";
import { CommandStateChip } from "@/components/commands/command-state-chip";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { RelativeTime } from "@/components/ui/relative-time";
import { COMMAND_KIND_WORDS } from "@/lib/contracts/commands/command-words";
import { FLOW_TITLES } from "@/lib/contracts/flows/flow-words";
import type { RunPage } from "@/lib/contracts/flows/run-page";
import { BLOCKER_LABELS } from "@/lib/domain/flow/blocker";
import { moneyText } from "@/lib/domain/money/decimal";
import { ApprovalDesk } from "./approval-desk";
import { RunHistory } from "./run-history";
import { RunNext } from "./run-next";
import { RunSteps } from "./run-steps";

/** One run: what is asked, its steps and what came of each; beside it what it is about and what it wrote. */
export function RunView({ page }: { readonly page: RunPage }) {
  return (
    <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="grid min-w-0 gap-3.5">
        <ApprovalDesk rows={page.approval ? [page.approval] : []} />
        <RunSteps page={page} />
        <RunHistory page={page} />
      </div>
      <aside aria-label="About this run" className="grid min-w-0 gap-3.5">
        <AboutCard page={page} />
        <WritesCard page={page} />
        <StartedWith page={page} />
      </aside>
    </div>
  );
}

function AboutCard({ page }: { readonly page: RunPage }) {
  return (
    <Card title="About">
      <KeyValueList>
        <KeyValue name="Flow">
          {FLOW_TITLES[page.flow]}, version {page.flowVersion}
        </KeyValue>
        {page.shipmentNumber && (
          <KeyValue name="Shipment">
            <Link
              href={`/shipments/${encodeURIComponent(page.shipmentNumber)}`}
              className="text-accent underline"
            >
              {page.shipmentNumber}
            </Link>
          </KeyValue>
        )}
        {page.customer && <KeyValue name="Customer">{page.customer}</KeyValue>}
        {page.carrier && <KeyValue name="Carrier">{page.carrier}</KeyValue>}
        {page.amount && (
          <KeyValue name="Amount">{moneyText(page.amount.amountMinor, page.amount.currency)}</KeyValue>
        )}
        {page.blocker && <KeyValue name="Blocker">{BLOCKER_LABELS[page.blocker]}</KeyValue>}
        {page.connectionName && <KeyValue name="Through">{page.connectionName}</KeyValue>}
        <KeyValue name="Started by">{page.startedBy}</KeyValue>
        <KeyValue name="Started">
          <AbsoluteTime at={page.startedAt} />
        </KeyValue>
        <KeyValue name="Last change">
          <RelativeTime at={page.changedAt} focusable />
        </KeyValue>
        {page.nextAt && (
          <KeyValue name="Next">
            <RunNext {...page} />
          </KeyValue>
        )}
        {page.undoing.length > 0 && <KeyValue name="Still to undo">{page.undoing.join(" ")}</KeyValue>}
      </KeyValueList>
    </Card>
  );
}

function WritesCard({ page: { commands } }: { readonly page: RunPage }) {
  return (
    <Card title="Written to Odoo">
      {commands.length === 0 ? (
        <p className="text-ink-3">Nothing so far.</p>
      ) : (
        <ul className="grid gap-2">
          {commands.map(({ id, kind, state }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-2">
              <Link href={`/commands/${id}`} className="text-accent underline">
                {COMMAND_KIND_WORDS[kind]}
              </Link>
              <CommandStateChip state={state} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function StartedWith({ page: { payload } }: { readonly page: RunPage }) {
  return (
    <Card title="Started with">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
      <pre tabIndex={0} className="mono max-h-80 overflow-auto rounded-lg bg-sunken px-3 py-2.5">
        {JSON.stringify(payload, null, 2)}
      </pre>
    </Card>
  );
}
