import type { Metadata } from "next";
import Link from "next/link";
import { HandoverView } from "@/components/exceptions/handover-view";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { PageHead } from "@/components/ui/page-head";
import { handoverQuerySchema } from "@/lib/contracts/exceptions/handover";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { shiftHandover } from "@/lib/usecases/views/exceptions/shift-handover";

export const metadata: Metadata = { title: "Shift handover" };

interface HandoverPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function HandoverPage({ searchParams }: HandoverPageProps) {
  const ctx = await pageContext("exception.read");
  const query = handoverQuerySchema.parse(await searchParams);
  const handover = await pageRead(shiftHandover(ctx, query));
  return (
    <>
      <PageHead
        trail={<Link href="/exceptions">Exceptions</Link>}
        title="Shift handover"
        sub={
          <>
            {"What changed since "}
            <AbsoluteTime at={handover.sinceAt} /> {`(${handover.zone}).`}
          </>
        }
      />
      <HandoverView handover={handover} />
    </>
  );
}
