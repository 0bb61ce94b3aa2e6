"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/contracts/action-result";

type Refusal = Extract<ActionResult<never>, { ok: false }>;

interface ReasonDialogProps<T> {
  readonly title: string;
  /** What will happen, before it does. */
  readonly effect: React.ReactNode;
  readonly button: string;
  readonly danger?: boolean;
  /** Further fields, above the reason. */
  readonly fields?: (errors: Readonly<Record<string, string>>) => React.ReactNode;
  readonly run: (reason: string, form: FormData) => Promise<ActionResult<T>>;
  readonly onDone: (value: T) => void;
  readonly onClose: () => void;
}

/** Says what will happen, asks why, does it, and says what was wrong when it was not done. */
export function ReasonDialog<T>(props: ReasonDialogProps<T>) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const answer = await props.run(String(form.get("reason") ?? ""), form);
    setBusy(false);
    if (answer.ok) props.onDone(answer.value);
    else setRefusal(answer);
  };
  return (
    <Dialog open onClose={props.onClose} title={props.title}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-3.5">
        <div className="text-ink-2">{props.effect}</div>
        <FormProblem text={refusal?.message ?? null} />
        {props.fields?.(refusal?.fields ?? {})}
        <TextField
          label="Reason"
          hint="Goes into the audit log with your name."
          name="reason"
          required
          minLength={3}
          maxLength={500}
          autoComplete="off"
          error={refusal?.fields?.reason}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" kind={props.danger ? "danger" : "primary"} busy={busy}>
            {props.button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
