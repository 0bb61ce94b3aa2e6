import type { Metadata } from "next";
import { Suspense } from "react";
import { NoticeTabs } from "@/components/notices/notice-tabs";
import { ContactList, TemplateList } from "@/components/notices/template-list";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { StaleBanner } from "@/components/ui/stale-banner";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { noticeRights } from "@/lib/usecases/views/notices/notice-rights";
import { templatePage } from "@/lib/usecases/views/notices/template-page";

export const metadata: Metadata = { title: "Notices to customers" };

export default async function TemplatesPage() {
  const ctx = await pageContext("notice.manage");
  return (
    <>
      <PageHead
        title="Notices to customers"
        sub="Sent once per shipment and milestone, only of what was heard of within a day. Off until you turn it on."
      />
      <div className="mt-3.5 grid gap-3.5">
        <NoticeTabs current="templates" may={noticeRights(ctx)} />
        <Suspense fallback={<TableSkeleton label="Reading what customers are told" />}>
          <Texts ctx={ctx} />
        </Suspense>
      </div>
    </>
  );
}

async function Texts({ ctx }: { readonly ctx: Context }) {
  const page = await pageRead(templatePage(ctx));
  return (
    <>
      {!page.isMailSetUp && (
        <StaleBanner>
          E-mail is not set up (SMTP_URL, SMTP_FROM). Notices are kept and fail visibly until it is.
        </StaleBanner>
      )}
      <TemplateList page={page} />
      <ContactList page={page} />
    </>
  );
}
