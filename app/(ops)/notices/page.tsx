import type { Metadata } from "next";
import { Suspense } from "react";
import { NoticeTabs } from "@/components/notices/notice-tabs";
import { SubscriptionCard } from "@/components/notices/subscription-card";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { noticeRights } from "@/lib/usecases/views/notices/notice-rights";
import { subscriptionPage } from "@/lib/usecases/views/notices/subscription-page";

export const metadata: Metadata = { title: "Notices" };

export default async function NoticesPage() {
  const ctx = await pageContext("notice.own");
  return (
    <>
      <PageHead
        title="Notices"
        sub="What you are told, and how. What is given to you and where you are mentioned always shows under the bell."
      />
      <div className="mt-3.5 grid gap-3.5">
        <NoticeTabs current="subscriptions" may={noticeRights(ctx)} />
        <Suspense fallback={<TableSkeleton label="Reading subscriptions" />}>
          <Subscriptions ctx={ctx} />
        </Suspense>
      </div>
    </>
  );
}

async function Subscriptions({ ctx }: { readonly ctx: Context }) {
  const page = await pageRead(subscriptionPage(ctx));
  return (
    <>
      <SubscriptionCard
        title="Yours"
        empty="You have not subscribed to anything"
        rows={page.own}
        owners={["me"]}
        page={page}
      />
      {page.others && (
        <SubscriptionCard
          title="Roles and receivers outside"
          empty="No role and no other system is told anything"
          rows={page.others}
          owners={["role", "outside"]}
          page={page}
        />
      )}
    </>
  );
}
