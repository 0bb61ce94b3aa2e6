import type { Metadata } from "next";
import Link from "next/link";
import { RunbooksView } from "@/components/exceptions/runbooks-view";
import { PageHead } from "@/components/ui/page-head";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { allRunbooks } from "@/lib/usecases/views/exceptions/all-runbooks";
import { exceptionRights } from "@/lib/usecases/views/exceptions/exception-rights";

export const metadata: Metadata = { title: "Runbooks" };

export default async function RunbooksPage() {
  const ctx = await pageContext("exception.read");
  const books = await pageRead(allRunbooks(ctx));
  return (
    <>
      <PageHead
        trail={<Link href="/exceptions">Exceptions</Link>}
        title="Runbooks"
        sub="What to do by hand about each kind of exception. Print them before the day nothing works."
      />
      <RunbooksView books={books} mayEdit={exceptionRights(ctx.actor).editRunbook} />
    </>
  );
}
