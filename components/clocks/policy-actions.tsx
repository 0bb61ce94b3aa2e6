"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { switchPolicy } from "@/lib/actions/clocks/policies";
import type { PolicyLine, PolicyPage } from "@/lib/contracts/clocks/policy-page";
import { PolicyDialog } from "./policy-dialog";

interface PolicyActionsProps {
  readonly policy: PolicyLine;
  readonly page: PolicyPage;
}

/** What may be done with one policy. */
export function PolicyActions({ policy, page }: PolicyActionsProps) {
  const [open, setOpen] = useState<"edit" | "switch" | null>(null);
  const toast = useToast();
  const { name, enabled, version } = policy.newest;
  const word = enabled ? "Switch off" : "Switch on";
  const close = () => setOpen(null);
  return (
    <div className="flex gap-2 sm:flex-col sm:items-end xl:flex-row xl:justify-end">
      <Button onClick={() => setOpen("edit")}>
        Edit<VisuallyHidden>{` ${name}`}</VisuallyHidden>
      </Button>
      <Button kind={enabled ? "danger" : "default"} onClick={() => setOpen("switch")}>
        {word}
        <VisuallyHidden>{` ${name}`}</VisuallyHidden>
      </Button>
      {open === "edit" && <PolicyDialog policy={policy} page={page} onClose={close} />}
      {open === "switch" && (
        <ReasonDialog
          title={`${word}: ${name}`}
          effect={
            enabled
              ? `Promises that start from now on are no longer watched under it; ${policy.scopeText === "everyone" ? "those without another policy are not watched at all" : "a more general policy takes them, where there is one"}. What runs already goes on.`
              : "Promises that start from now on run under it again."
          }
          button={word}
          danger={enabled}
          run={(reason) =>
            switchPolicy({ policyId: policy.id, expectedVersion: version, enabled: !enabled, reason })
          }
          onDone={() => {
            toast("ok", `${name} is switched ${enabled ? "off" : "on"}.`);
            close();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

export function AddPolicy({ page }: { readonly page: PolicyPage }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        Add a policy
      </Button>
      {open && <PolicyDialog policy={null} page={page} onClose={() => setOpen(false)} />}
    </>
  );
}
