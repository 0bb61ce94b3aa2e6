import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { actionWords } from "@/components/audit/audit-words";
import { DrillView } from "@/components/overview/drill-view";
import { PageHead } from "@/components/ui/page-head";
import { DRILLS, type Drill, readOverviewQuery } from "@/lib/contracts/overview/overview-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { drill } from "@/lib/usecases/views/overview/drill";

export const metadata: Metadata = { title: "Behind the number" };

interface DrillPageProps {
  readonly params: Promise<{ readonly what: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function BehindTheNumber({ params, searchParams }: DrillPageProps) {
  const { what } = await params;
  if (!DRILLS.includes(what as Drill)) notFound();
  const ctx = await pageContext("overview.read");
  const given = await searchParams;
  const after = typeof given.after === "string" ? given.after : null;
  const page = await pageRead(drill(ctx, what as Drill, readOverviewQuery(given), after));
  return (
    <>
      <PageHead
        trail={<Link href="/overview">Overview</Link>}
        title={`${page.count.count.toLocaleString("en")}${page.count.more ? "+" : ""} ${page.title[page.count.count === 1 ? 0 : 1]}`}
        sub={page.sub}
      />
      <DrillView page={page} labelOf={what === "touches" ? actionWords : undefined} />
    </>
  );
}
