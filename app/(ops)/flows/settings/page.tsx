import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { SettingsCard } from "@/components/flows/settings-card";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { flowSettingsPage } from "@/lib/usecases/views/flows/settings-page";

export const metadata: Metadata = { title: "Flow settings" };

export default async function FlowSettingsRoute() {
  const ctx = await pageContext("flow.read");
  return (
    <>
      <PageHead
        trail={<Link href="/flows">Flows</Link>}
        title="Flow settings"
        sub="What each flow does by itself, what it asks a person, and how long it waits. A change holds at once, also for runs that are open."
      />
      <Suspense fallback={<TableSkeleton label="Reading the settings" />}>
        <Settings ctx={ctx} />
      </Suspense>
    </>
  );
}

async function Settings({ ctx }: { readonly ctx: Context }) {
  const { lines, mayEdit } = await pageRead(flowSettingsPage(ctx));
  return (
    <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-2">
      {lines.map((line) => (
        <SettingsCard key={line.flow} line={line} mayEdit={mayEdit} />
      ))}
    </div>
  );
}
