import type { Metadata } from "next";
import { Suspense } from "react";
import { WorkbenchSkeleton } from "@/components/exceptions/workbench-skeleton";
import { LiveRefresh } from "@/components/messages/live-refresh";
import { readExceptionQuery } from "@/lib/contracts/exceptions/exception-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { Workbench } from "./workbench";

export const metadata: Metadata = { title: "Exceptions" };

interface ExceptionsPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default function ExceptionsPage(props: ExceptionsPageProps) {
  return (
    <>
      <Suspense fallback={<WorkbenchSkeleton />}>
        <Read {...props} />
      </Suspense>
      <LiveRefresh of="exceptions" />
    </>
  );
}

async function Read({ searchParams }: ExceptionsPageProps) {
  const ctx = await pageContext("exception.read");
  const params = await searchParams;
  const { open, causes } = params;
  return (
    <Workbench
      ctx={ctx}
      query={readExceptionQuery(params)}
      openId={typeof open === "string" ? open.slice(0, 36) : null}
      allCauses={causes === "all"}
    />
  );
}
