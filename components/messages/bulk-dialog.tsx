"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { TextArea } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { applyToMessages, planMessages } from "@/lib/actions/messages/act-on-many";
import type { BulkKind, BulkPlan } from "@/lib/contracts/messages/decisions";
import type { MessageQuery } from "@/lib/contracts/messages/message-query";
import { BulkPlanText } from "./bulk-plan-text";
import { messagesText } from "./count-text";

export interface BulkScope {
  readonly kind: BulkKind;
  readonly ids?: readonly string[];
  readonly query?: MessageQuery;
}

interface BulkDialogProps {
  /** What to plan for; null while nothing is asked. */
  readonly scope: BulkScope | null;
  readonly onClose: (acted: boolean) => void;
}

const TITLE: Readonly<Record<BulkKind, string>> = {
  replay: "Replay several messages",
  ignore: "Ignore several messages",
};

/** Says what would happen to which messages, then does it: nothing is changed before the last button. */
export function BulkDialog({ scope, onClose }: BulkDialogProps) {
  return (
    <Dialog open={scope !== null} onClose={() => onClose(false)} title={scope ? TITLE[scope.kind] : ""}>
      {scope && <BulkForm scope={scope} onClose={onClose} />}
    </Dialog>
  );
}

function BulkForm({
  scope,
  onClose,
}: {
  readonly scope: BulkScope;
  readonly onClose: (acted: boolean) => void;
}) {
  const [plan, setPlan] = useState<BulkPlan | null>(null);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const show = useToast();
  const router = useRouter();

  useEffect(() => {
    let stale = false;
    const { kind, ids, query } = scope;
    planMessages({ kind, ...(ids ? { ids: [...ids] } : {}), ...(query ? { query } : {}) }).then(
      (answer) => {
        if (stale) return;
        if (answer.ok) setPlan(answer.value);
        else setProblem(answer.message);
      },
      () => !stale && setProblem("The plan could not be made. Nothing was changed; close and try again."),
    );
    return () => {
      stale = true;
    };
  }, [scope]);

  const apply = async () => {
    if (!plan) return;
    if (scope.kind === "ignore" && reason.trim().length < 3) {
      setProblem("Say why, in a few words.");
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const answer = await applyToMessages({
        kind: scope.kind,
        items: [...plan.items],
        reason: reason.trim(),
      });
      if (!answer.ok) return setProblem(answer.message);
      const left = answer.value.leftOut.map((entry) => `; ${entry.count} left out: ${entry.why}`).join("");
      show("ok", `${doneText(scope.kind, answer.value.done)}${left}.`);
      router.refresh();
      onClose(true);
    } catch {
      setProblem("The server could not be reached. Look at the list before you try again.");
    } finally {
      setBusy(false);
    }
  };

  if (!plan) return problem ? <p role="alert">{problem}</p> : <PlanSkeleton />;
  return (
    <div className="grid gap-3">
      <BulkPlanText plan={plan} />
      {plan.items.length > 0 && (
        <TextArea
          label={scope.kind === "ignore" ? "Why they don't count" : "Why (optional)"}
          hint="Goes into the audit log with your name."
          value={reason}
          maxLength={500}
          required={scope.kind === "ignore"}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => onClose(false)}>Cancel</Button>
        {plan.items.length > 0 && (
          <Button kind="primary" busy={busy} onClick={() => void apply()}>
            {scope.kind === "replay" ? "Replay" : "Ignore"} {messagesText(plan.items.length)}
          </Button>
        )}
      </div>
    </div>
  );
}

function doneText(kind: BulkKind, count: number): string {
  return kind === "replay"
    ? `${messagesText(count)} will run again now`
    : `${messagesText(count)} ignored, the bytes are kept`;
}

function PlanSkeleton() {
  return (
    <div role="status" className="grid gap-2">
      <span className="sr-only">Looking at what would happen</span>
      <Skeleton className="h-4 w-64" />
      <Skeleton className="h-4 w-48" />
    </div>
  );
}
