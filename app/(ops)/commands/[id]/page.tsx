import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { CommandActions } from "@/components/commands/command-actions";
import { CommandStateChip } from "@/components/commands/command-state-chip";
import { CommandView } from "@/components/commands/command-view";
import { PageRefresh } from "@/components/odoo/page-refresh";
import { TraceLink } from "@/components/trace/trace-link";
import { PageHead } from "@/components/ui/page-head";
import {
  COMMAND_KIND_WORDS,
  COMMAND_STATE_WORDS,
  commandMeans,
} from "@/lib/contracts/commands/command-words";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { commandPage, commandRights } from "@/lib/usecases/views/commands/command-page";

interface CommandPageProps {
  readonly params: Promise<{ id: string }>;
}

/** Once a request: the page and its title read the same. */
const read = cache(async (given: string) => {
  const ctx = await pageContext("command.read");
  return { ctx, page: await pageRead(commandPage(ctx, given)) };
});

export async function generateMetadata({ params }: CommandPageProps): Promise<Metadata> {
  const { page } = await read((await params).id);
  return { title: `${COMMAND_STATE_WORDS[page.state].label}: ${COMMAND_KIND_WORDS[page.kind]}` };
}

export default async function OneCommandPage({ params }: CommandPageProps) {
  const { ctx, page } = await read((await params).id);
  const may = commandRights(ctx.actor);
  return (
    <>
      <PageHead
        trail={<Link href="/commands">Odoo writes</Link>}
        title={
          <span className="inline-flex flex-wrap items-center gap-2.5">
            {COMMAND_KIND_WORDS[page.kind]} <CommandStateChip state={page.state} />
          </span>
        }
        sub={commandMeans(page.state, page.result)}
        actions={
          <>
            <TraceLink from={`command:${page.id}`} />
            {may.retry && <CommandActions page={page} />}
          </>
        }
      />
      <CommandView page={page} may={may} />
      <PageRefresh everyMs={page.state === "sent" || page.state === "pending" ? 2_000 : 10_000} />
    </>
  );
}
