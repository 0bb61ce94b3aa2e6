"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { decideCatalogueChange } from "@/lib/actions/catalogue/catalogue";
import type { CatalogueChangeLine } from "@/lib/contracts/catalogue/catalogue-page";

type Decision = "approve" | "reject" | "withdraw";

const WORDS: Readonly<
  Record<Decision, { readonly button: string; readonly done: string; readonly effect: string }>
> = {
  approve: {
    button: "Approve",
    done: "approved",
    effect:
      "It holds for every message read from now on. What was told before keeps what it moved, until its message is replayed.",
  },
  reject: {
    button: "Reject",
    done: "rejected",
    effect: "Everything stays as it is. Who asked for it sees why.",
  },
  withdraw: { button: "Withdraw", done: "withdrawn", effect: "Everything stays as it is." },
};

interface DecideChangeProps {
  readonly change: CatalogueChangeLine;
  readonly mayApprove: boolean;
}

/** Who asked can only take it back; somebody else decides. */
export function DecideChange({ change, mayApprove }: DecideChangeProps) {
  const [decision, setDecision] = useState<Decision | null>(null);
  const toast = useToast();
  const choices: readonly Decision[] = change.isOwn ? ["withdraw"] : mayApprove ? ["approve", "reject"] : [];
  if (choices.length === 0) return <span className="text-ink-3">a lead or admin decides</span>;
  return (
    <div className="flex flex-wrap gap-2">
      {choices.map((choice) => (
        <Button
          key={choice}
          kind={choice === "approve" ? "primary" : "default"}
          onClick={() => setDecision(choice)}
        >
          {WORDS[choice].button}
          <VisuallyHidden>{` the change of ${change.label}`}</VisuallyHidden>
        </Button>
      ))}
      {decision && (
        <ReasonDialog
          title={`${WORDS[decision].button}: ${change.label}`}
          effect={WORDS[decision].effect}
          button={WORDS[decision].button}
          danger={decision === "reject"}
          run={(reason) => decideCatalogueChange({ changeId: change.id, decision, reason })}
          onDone={() => {
            toast("ok", `${change.label}: the change is ${WORDS[decision].done}.`);
            setDecision(null);
          }}
          onClose={() => setDecision(null)}
        />
      )}
    </div>
  );
}
