"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonKind } from "@/components/ui/button-look";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { Decided } from "@/lib/contracts/messages/decisions";

interface ActionDialogProps {
  /** On the button that opens it: "Replay…". */
  readonly trigger: React.ReactNode;
  readonly triggerKind?: ButtonKind;
  readonly title: string;
  /** What will happen, before it does. */
  readonly will: React.ReactNode;
  /** On the button that does it. */
  readonly verb: string;
  readonly reason: "required" | "optional" | "none";
  readonly reasonLabel?: string;
  /** Said when it is done. */
  readonly done: string;
  readonly run: (reason: string) => Promise<ActionResult<Decided>>;
}

/** One decision on one message: says what will happen, takes the reason, does it, says what happened. */
export function ActionDialog(props: ActionDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind={props.triggerKind ?? "default"} onClick={() => setOpen(true)}>
        {props.trigger}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={props.title}>
        <ActionForm {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function ActionForm(props: ActionDialogProps & { readonly onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [field, setField] = useState<string>();
  const show = useToast();
  const router = useRouter();

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (props.reason === "required" && reason.trim().length < 3) return setField("Say why, in a few words.");
    setField(undefined);
    setProblem(undefined);
    setBusy(true);
    try {
      const answer = await props.run(reason.trim());
      if (!answer.ok) {
        setField(answer.fields?.reason);
        return setProblem(answer.message);
      }
      show("ok", answer.value.repeated ? "That was decided before; nothing was changed now." : props.done);
      router.refresh();
      props.onClose();
    } catch {
      setProblem("The server could not be reached. Look at the message again before you repeat this.");
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      <div className="grid gap-1.5 text-ink-2">{props.will}</div>
      {props.reason !== "none" && (
        <TextArea
          label={props.reasonLabel ?? (props.reason === "required" ? "Why" : "Why (optional)")}
          hint="Goes into the audit log with your name."
          value={reason}
          maxLength={500}
          error={field}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={props.onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={busy}>
          {props.verb}
        </Button>
      </div>
    </form>
  );
}
