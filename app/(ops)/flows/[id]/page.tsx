import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { RunActions } from "@/components/flows/run-actions";
import { RunStateChip } from "@/components/flows/run-state-chip";
import { RunView } from "@/components/flows/run-view";
import { PageRefresh } from "@/components/odoo/page-refresh";
import { TraceLink } from "@/components/trace/trace-link";
import { PageHead } from "@/components/ui/page-head";
import { FLOW_TITLES, RUN_STATE_WORDS } from "@/lib/contracts/flows/flow-words";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { runPage } from "@/lib/usecases/views/flows/run-page";

interface RunPageProps {
  readonly params: Promise<{ id: string }>;
}

/** Once a request: the page and its title read the same. */
const read = cache(async (given: string) => {
  const ctx = await pageContext("flow.read");
  return pageRead(runPage(ctx, given));
});

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  const page = await read((await params).id);
  return { title: `${RUN_STATE_WORDS[page.state].label}: ${page.subject}` };
}

export default async function OneRunPage({ params }: RunPageProps) {
  const page = await read((await params).id);
  return (
    <>
      <PageHead
        trail={<Link href="/flows">Flows</Link>}
        title={
          <span className="inline-flex flex-wrap items-center gap-2.5">
            {page.subject} <RunStateChip state={page.state} />
          </span>
        }
        sub={`${FLOW_TITLES[page.flow]}. ${RUN_STATE_WORDS[page.state].means}`}
        actions={
          <>
            <TraceLink from={`run:${page.id}`} />
            <RunActions page={page} />
          </>
        }
      />
      <RunView page={page} />
      <PageRefresh everyMs={page.state === "queued" || page.state === "running" ? 2_000 : 10_000} />
    </>
  );
}
