import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { PoliciesView } from "@/components/clocks/policies-view";
import { AddPolicy } from "@/components/clocks/policy-actions";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { policyPage } from "@/lib/usecases/views/clocks/policy-page";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage() {
  const ctx = await pageContext("policy.read");
  return (
    <Suspense fallback={<TableSkeleton label="Reading the policies" />}>
      <Policies ctx={ctx} />
    </Suspense>
  );
}

async function Policies({ ctx }: { readonly ctx: Context }) {
  const page = await pageRead(policyPage(ctx));
  return (
    <>
      <PageHead
        trail={
          <>
            <Link href="/clocks" className="hover:underline">
              SLA clocks
            </Link>
            {" / Policies"}
          </>
        }
        title="Policies"
        sub={
          <>
            What is promised, and to whom. The most specific one wins; a change is a new version.{" "}
            <Link href="/exceptions/severity" className="text-accent underline">
              How grave a broken promise is
            </Link>
          </>
        }
        actions={page.mayEdit && <AddPolicy page={page} />}
      />
      <PoliciesView page={page} />
    </>
  );
}
