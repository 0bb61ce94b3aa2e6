"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { startBulk, stopBulk } from "@/lib/actions/exceptions/bulk";
import { startFlowBulk, stopFlowBulk } from "@/lib/actions/flows/bulk";
import type { BulkRunDto } from "@/lib/contracts/bulk/bulk-run";

/** Starts a plan, or stops a run: what is done stays done, the rest is not begun. */
export function BulkRunButtons({ run }: { readonly run: BulkRunDto }) {
  const [busy, setBusy] = useState(false);
  const show = useToast();
  const router = useRouter();
  const isPlan = run.state === "planned" && run.itemCount > 0;
  if (!isPlan && run.state !== "running") return null;

  const press = async () => {
    setBusy(true);
    const [start, stop] =
      run.subjectKind === "exception" ? [startBulk, stopBulk] : [startFlowBulk, stopFlowBulk];
    const sent = isPlan ? start({ runId: run.id, expectedVersion: run.version }) : stop({ runId: run.id });
    const answer = await sent.catch(() => null);
    setBusy(false);
    if (!answer) show("bad", "The server could not be reached. Look at the numbers before you press again.");
    else if (!answer.ok) show("bad", answer.message);
    else show("ok", isPlan ? "The run began." : "Stopping. What is done stays done; nothing more is begun.");
    router.refresh();
  };
  return (
    <div className="mt-3 flex gap-2">
      <Button kind={isPlan ? "primary" : "danger"} busy={busy} onClick={() => void press()}>
        {isPlan ? "Run it" : "Stop"}
      </Button>
    </div>
  );
}
