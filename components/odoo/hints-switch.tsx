"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { useToast } from "@/components/ui/toast";
import { switchOdooHints } from "@/lib/actions/odoo/odoo";
import type { ActionResult } from "@/lib/contracts/action-result";
import { AdminFields } from "./setup-fields";

interface HintsSwitchProps {
  readonly connectionId: string;
  readonly enabled: boolean;
}

/** Stops Odoo's calls or lets them come again. The rules belong to Odoo, so it takes an administrator of Odoo. */
export function HintsSwitch({ connectionId, enabled }: HintsSwitchProps) {
  const [open, setOpen] = useState(false);
  const word = enabled ? "Switch off" : "Switch on";
  return (
    <>
      <Button aria-label={`${word} hints from Odoo`} onClick={() => setOpen(true)}>
        {word}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`${word} hints from Odoo`}>
        <SwitchForm connectionId={connectionId} enabled={enabled} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

type Refusal = Extract<ActionResult<never>, { ok: false }>;

function SwitchForm({ connectionId, enabled, onClose }: HintsSwitchProps & { readonly onClose: () => void }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const answer = await switchOdooHints({
      connectionId,
      enabled: !enabled,
      adminLogin: String(form.get("adminLogin") ?? ""),
      adminPassword: String(form.get("adminPassword") ?? ""),
    });
    setBusy(false);
    if (!answer.ok) return setRefusal(answer);
    toast("ok", `Odoo's rules are switched ${enabled ? "off" : "on"} (${answer.value}).`);
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3.5">
      <p className="text-ink-2">
        {enabled
          ? "Odoo stops calling Milepost, so that saving in Odoo never waits for it. Changes come with the next look instead."
          : "Odoo calls Milepost again when a document changes. A call holds up the save in Odoo until Milepost answers, at most a second."}
      </p>
      <FormProblem text={refusal?.message ?? null} />
      <AdminFields errors={refusal?.fields ?? {}} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind={enabled ? "danger" : "primary"} busy={busy}>
          {enabled ? "Switch off" : "Switch on"}
        </Button>
      </div>
    </form>
  );
}
