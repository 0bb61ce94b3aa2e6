import type { Metadata } from "next";
import Link from "next/link";
import { SetupForm } from "@/components/odoo/setup-form";
import { PageHead } from "@/components/ui/page-head";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { odooSetupStart } from "@/lib/usecases/views/odoo/odoo-setup-start";

export const metadata: Metadata = { title: "Set up Odoo" };

export default async function SetUpPage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const ctx = await pageContext("connection.manage");
  const { slug } = await params;
  const start = await pageRead(odooSetupStart(ctx, slug));
  return (
    <>
      <PageHead
        trail={
          <>
            <Link href="/connections">Connections</Link> /{" "}
            <Link href={`/connections/${slug}`}>{start.name}</Link>
          </>
        }
        title={start.isSetUp ? `Set up ${start.name} again` : `Set up ${start.name}`}
        sub="Makes the users Milepost reads and writes as, their rights and keys, and Odoo's hints; then checks everything."
      />
      <SetupForm start={start} />
    </>
  );
}
