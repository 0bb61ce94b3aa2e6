import type { Metadata } from "next";
import Link from "next/link";
import { SetupForm } from "@/components/odoo/setup-form";
import { PageHead } from "@/components/ui/page-head";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { odooSetupStart } from "@/lib/usecases/views/odoo/odoo-setup-start";

export const metadata: Metadata = { title: "Add Odoo" };

export default async function AddOdooPage() {
  const ctx = await pageContext("connection.manage");
  return (
    <>
      <PageHead
        trail={<Link href="/connections">Connections</Link>}
        title="Add Odoo"
        sub="Makes the users Milepost reads and writes as, their rights and keys, and Odoo's hints; then the first load begins."
      />
      <SetupForm start={await pageRead(odooSetupStart(ctx, null))} />
    </>
  );
}
