import type { Metadata } from "next";
import Link from "next/link";
import { ChangeSeverity } from "@/components/exceptions/severity-dialog";
import { SeverityView } from "@/components/exceptions/severity-view";
import { PageHead } from "@/components/ui/page-head";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { severityPage } from "@/lib/usecases/views/exceptions/severity-page";

export const metadata: Metadata = { title: "Severity" };

export default async function SeverityPage() {
  const ctx = await pageContext("exception.read");
  const { versions, mayEdit } = await pageRead(severityPage(ctx));
  const [current] = versions;
  return (
    <>
      <PageHead
        trail={<Link href="/exceptions">Exceptions</Link>}
        title="Severity"
        sub="What makes an exception graver than its kind is by itself. The gravest stand first everywhere."
        actions={mayEdit && current && <ChangeSeverity key={current.version} current={current} />}
      />
      <SeverityView versions={versions} />
    </>
  );
}
