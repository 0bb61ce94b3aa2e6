"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { takeBackApprovals } from "@/lib/actions/flows/flows";
import type { AwayPage, LendingDto } from "@/lib/contracts/flows/lending";

/** Who stands in for whom, above what waits for a yes. */
export function AwayNotes({ lent, borrowed }: Pick<AwayPage, "lent" | "borrowed">) {
  return (
    <>
      {borrowed.map((lending) => (
        <Note key={lending.id}>
          <p>
            {lending.isNow ? "You stand in for " : "You will stand in for "}
            <b>{lending.person}</b> <Span {...lending} />: “{lending.reason}”
          </p>
        </Note>
      ))}
      {lent.map((lending) => (
        <Note key={lending.id}>
          <p>
            <b>{lending.person}</b>
            {lending.isNow ? " stands in for you " : " will stand in for you "}
            <Span {...lending} />: “{lending.reason}”
          </p>
          <TakeBack lending={lending} />
        </Note>
      ))}
    </>
  );
}

function Note({ children }: { readonly children: React.ReactNode }) {
  return (
    <div className="mt-3.5 flex flex-wrap items-center justify-between gap-2.5 rounded-lg border border-line-strong bg-sunken px-3.5 py-2.5">
      {children}
    </div>
  );
}

function Span({ startsAt, endsAt, isNow }: Pick<LendingDto, "startsAt" | "endsAt" | "isNow">) {
  return (
    <>
      {!isNow && (
        <>
          from <AbsoluteTime at={startsAt} />{" "}
        </>
      )}
      until <AbsoluteTime at={endsAt} />
    </>
  );
}

function TakeBack({ lending }: { readonly lending: LendingDto }) {
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const router = useRouter();
  const press = async () => {
    setBusy(true);
    const answer = await takeBackApprovals({ lendingId: lending.id }).catch(() => null);
    setBusy(false);
    if (!answer) toast("bad", "The server could not be reached. Look again before you press again.");
    else if (!answer.ok) toast("bad", answer.message);
    else toast("ok", `${lending.person} does not stand in for you any more. What was decided stays decided.`);
    router.refresh();
  };
  return (
    <Button busy={busy} onClick={() => void press()}>
      Take back
    </Button>
  );
}
