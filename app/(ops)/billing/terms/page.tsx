import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { AddTerms } from "@/components/billing/terms-dialog";
import { TermsView } from "@/components/billing/terms-view";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { termsPage } from "@/lib/usecases/views/billing/terms-page";

export const metadata: Metadata = { title: "Billing terms" };

export default async function BillingTermsPage() {
  const ctx = await pageContext("billing.read");
  return (
    <Suspense fallback={<TableSkeleton label="Reading the terms" />}>
      <Terms ctx={ctx} />
    </Suspense>
  );
}

async function Terms({ ctx }: { readonly ctx: Context }) {
  const page = await pageRead(termsPage(ctx));
  return (
    <>
      <PageHead
        trail={
          <>
            <Link href="/billing/unbilled" className="hover:underline">
              Unbilled
            </Link>
            {" / Billing terms"}
          </>
        }
        title="Billing terms"
        sub="What each customer demands before a bill goes out, when it goes out, and who looks at what holds it."
        actions={page.mayEdit && <AddTerms page={page} />}
      />
      <TermsView page={page} />
    </>
  );
}
