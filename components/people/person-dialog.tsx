"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { OneTimePassword, PersonDto } from "@/lib/contracts/people";
import { isRole } from "@/lib/domain/access/role";
import { OneTimePasswordNote } from "./one-time-password-note";
import { ACTION_WORDS, type PersonAction } from "./person-words";
import { ROLE_OPTIONS } from "./role-options";
import { runPersonAction } from "./run-person-action";

interface PersonDialogProps {
  readonly person: PersonDto;
  readonly action: PersonAction;
  readonly onClose: () => void;
}

type Refusal = Extract<ActionResult<never>, { ok: false }>;

export function PersonDialog({ person, action, onClose }: PersonDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [handOver, setHandOver] = useState<OneTimePassword | null>(null);
  const toast = useToast();
  const words = ACTION_WORDS[action];

  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const role = form.get("role");
    setBusy(true);
    const answer = await runPersonAction(action, {
      userId: person.id,
      reason: String(form.get("reason") ?? ""),
      role: isRole(role) ? role : person.role,
    });
    setBusy(false);
    if (!answer.ok) return setRefusal(answer);
    if (answer.value.password) return setHandOver(answer.value.password);
    toast("ok", `${person.name}: ${answer.value.done}`);
    onClose();
  };

  if (handOver) return <OneTimePasswordNote handOver={handOver} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={`${words.button}: ${person.name}`}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-3.5">
        <p className="text-ink-2">{words.effect(person)}</p>
        <FormProblem text={refusal?.message ?? null} />
        {action === "role" && (
          <Select label="Role" name="role" defaultValue={person.role} options={ROLE_OPTIONS} />
        )}
        <TextField
          label="Reason"
          hint="Goes into the audit log with your name."
          name="reason"
          required
          minLength={3}
          maxLength={500}
          autoFocus
          error={refusal?.fields?.reason}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind={action === "disable" ? "danger" : "primary"} busy={busy}>
            {words.button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
