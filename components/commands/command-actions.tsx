"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { retryCommand, withdrawCommand } from "@/lib/actions/commands/commands";
import type { CommandPage } from "@/lib/contracts/commands/command-page";
import type { CommandState } from "@/lib/domain/command/command-state";

interface Step {
  /** On the button. */
  readonly verb: string;
  /** What will happen, before it does. */
  readonly will: string;
  /** Said when it is done. */
  readonly done: string;
  readonly kind: "retry" | "withdraw";
}

const WITHDRAW: Step = {
  verb: "Withdraw",
  will: "It is taken back before it was sent: Odoo never hears of it. It can't be put back; whoever asked for it has to ask again.",
  done: "The write is withdrawn. Odoo was told nothing.",
  kind: "withdraw",
};

/** What a person may do in each state, the likeliest first. */
const STEPS: Readonly<Partial<Record<CommandState, readonly Step[]>>> = {
  rejected: [
    {
      verb: "Send again",
      will: "Odoo is looked up first, so that nothing is doubled; then the write is sent again, behind whatever was asked for its document meanwhile. Mend the cause in Odoo before.",
      done: "The write goes out again with the next free worker.",
      kind: "retry",
    },
  ],
  uncertain: [
    {
      verb: "Look up now",
      will: "Odoo is asked whether the write is there. If it is, it is done; only if it is not, it is sent again.",
      done: "Odoo is looked up with the next free worker.",
      kind: "retry",
    },
  ],
  pending: [
    {
      verb: "Send now",
      will: "It is tried with the next free worker instead of later. Earlier writes of the same document still go first.",
      done: "The write goes out with the next free worker.",
      kind: "retry",
    },
    WITHDRAW,
  ],
};

/** What can be decided about a write, each with what it will do and a reason for the audit log. */
export function CommandActions({ page }: { readonly page: CommandPage }) {
  const [open, setOpen] = useState<Step | null>(null);
  const toast = useToast();
  const router = useRouter();
  // What was sent once can't be withdrawn: something of it may stand in Odoo.
  const steps = (STEPS[page.state] ?? []).filter(({ kind }) => kind === "retry" || page.attempts === 0);
  return (
    <>
      {steps.map((step) => (
        <Button
          key={step.verb}
          kind={step.kind === "withdraw" ? "danger" : page.state === "pending" ? "default" : "primary"}
          onClick={() => setOpen(step)}
        >
          {step.verb}
        </Button>
      ))}
      {open && (
        <ReasonDialog
          title={open.verb}
          effect={open.will}
          button={open.verb}
          danger={open.kind === "withdraw"}
          run={(reason) => {
            const input = { commandId: page.id, expectedVersion: page.version, reason };
            return open.kind === "withdraw" ? withdrawCommand(input) : retryCommand(input);
          }}
          onDone={() => {
            toast("ok", open.done);
            setOpen(null);
            router.refresh();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
