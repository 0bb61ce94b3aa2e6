"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { addPerson } from "@/lib/actions/access/people";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { OneTimePassword } from "@/lib/contracts/people";
import { isRole } from "@/lib/domain/access/role";
import { OneTimePasswordNote } from "./one-time-password-note";
import { ROLE_OPTIONS } from "./role-options";

type Refusal = Extract<ActionResult<never>, { ok: false }>;

export function AddPerson() {
  const [open, setOpen] = useState(false);
  const [handOver, setHandOver] = useState<OneTimePassword | null>(null);
  const added = (password: OneTimePassword) => {
    setOpen(false);
    setHandOver(password);
  };
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        Add person
      </Button>
      {open && <AddPersonDialog onClose={() => setOpen(false)} onAdded={added} />}
      {handOver && <OneTimePasswordNote handOver={handOver} onClose={() => setHandOver(null)} />}
    </>
  );
}

interface AddPersonDialogProps {
  readonly onClose: () => void;
  readonly onAdded: (password: OneTimePassword) => void;
}

function AddPersonDialog({ onClose, onAdded }: AddPersonDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const role = form.get("role");
    setBusy(true);
    const answer = await addPerson({
      email: String(form.get("email") ?? ""),
      name: String(form.get("name") ?? ""),
      role: isRole(role) ? role : "dispatcher",
    });
    setBusy(false);
    if (answer.ok) onAdded(answer.value);
    else setRefusal(answer);
  };

  return (
    <Dialog open onClose={onClose} title="Add person">
      <form onSubmit={(event) => void submit(event)} className="grid gap-3.5">
        <p className="text-ink-2">
          They get a password that works once; you see it one time and hand it over.
        </p>
        <FormProblem text={refusal?.message ?? null} />
        <TextField
          label="E-mail address"
          name="email"
          type="email"
          required
          maxLength={254}
          autoFocus
          autoComplete="off"
          error={refusal?.fields?.email}
        />
        <TextField
          label="Name"
          hint="As colleagues know them: it stands on everything they decide."
          name="name"
          required
          minLength={2}
          maxLength={100}
          autoComplete="off"
          error={refusal?.fields?.name}
        />
        <Select label="Role" name="role" defaultValue="dispatcher" options={ROLE_OPTIONS} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={busy}>
            Add person
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
