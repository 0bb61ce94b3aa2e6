import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { LiveRefresh } from "@/components/messages/live-refresh";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { readMessageQuery } from "@/lib/contracts/messages/message-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { messageRights } from "@/lib/usecases/views/messages/message-rights";
import { Inbox, Upload } from "./inbox";

export const metadata: Metadata = { title: "Messages" };

interface MessagesPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MessagesPage({ searchParams }: MessagesPageProps) {
  const ctx = await pageContext("message.read");
  const query = readMessageQuery(await searchParams);
  // What was a tab here is a list of its own.
  if (query.tab === "outbound") redirect("/outbound");
  return (
    <>
      <PageHead
        title="Messages"
        sub="Everything partners sent, byte for byte, and what became of it."
        actions={
          messageRights(ctx.actor).upload && (
            <Suspense>
              <Upload ctx={ctx} />
            </Suspense>
          )
        }
      />
      <Suspense key={query.tab} fallback={<TableSkeleton label="Reading the messages" />}>
        <Inbox ctx={ctx} query={query} />
      </Suspense>
      <LiveRefresh />
    </>
  );
}
