import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { ActingProvider } from "@/components/exceptions/acting";
import { ExceptionDetail } from "@/components/exceptions/exception-detail";
import { exceptionTitle } from "@/components/exceptions/exception-words";
import { LiveRefresh } from "@/components/messages/live-refresh";
import { PageHead } from "@/components/ui/page-head";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { exceptionIdFrom } from "@/lib/usecases/views/exceptions/exception-id";
import { exceptionPage } from "@/lib/usecases/views/exceptions/exception-page";
import { promiseTold } from "@/lib/usecases/views/exceptions/promise-told";

interface ExceptionPageProps {
  readonly params: Promise<{ id: string }>;
}

/** Once a request: the page and its title read the same. */
const read = cache(async (given: string) => {
  const ctx = await pageContext("exception.read");
  return { ctx, page: await pageRead(readPage(ctx, given)) };
});

const readPage = async (ctx: Context, given: string) => exceptionPage(ctx, exceptionIdFrom(given));

export async function generateMetadata({ params }: ExceptionPageProps): Promise<Metadata> {
  const { page } = await read((await params).id);
  return { title: exceptionTitle(page) };
}

export default async function OneExceptionPage({ params }: ExceptionPageProps) {
  const { ctx, page } = await read((await params).id);
  const me = ctx.actor.kind === "user" ? ctx.actor.id : null;
  return (
    <ActingProvider me={me} people={page.people}>
      <PageHead trail={<Link href="/exceptions">Exceptions</Link>} title={exceptionTitle(page)} />
      <ExceptionDetail page={page} promise={await promiseTold(ctx, page)} me={me ?? ""} form="page" />
      <LiveRefresh of="exceptions" />
    </ActingProvider>
  );
}
