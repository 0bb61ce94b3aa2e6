"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { saveContact } from "@/lib/actions/notices/templates";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { ContactDto, SaveContactInput, TemplatePage } from "@/lib/contracts/notices/template";
import { LANGUAGE_OPTIONS } from "./language-words";

interface ContactDialogProps {
  readonly row: ContactDto | null;
  readonly page: TemplatePage;
  readonly onClose: () => void;
}

type Refusal = Extract<ActionResult<never>, { ok: false }>;

export function ContactDialog({ row, page, onClose }: ContactDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const known = new Set(page.contacts.map(({ customer }) => customer));
  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const data = new FormData(event.currentTarget);
    const answer = await saveContact({
      customer: row?.customer ?? String(data.get("customer") ?? ""),
      language: String(data.get("language")) as SaveContactInput["language"],
      addresses: String(data.get("addresses") ?? "")
        .split(",")
        .map((address) => address.trim())
        .filter(Boolean),
      enabled: data.get("enabled") === "on",
      expectedVersion: row?.version ?? 0,
    });
    setBusy(false);
    if (!answer.ok) return setRefusal(answer);
    toast("ok", "Saved. It holds for what happens from now on.");
    onClose();
  };
  const errors = refusal?.fields ?? {};
  return (
    <Dialog open onClose={onClose} title={row ? `Notices to ${row.customer}` : "Notices to a customer"}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-3.5">
        <FormProblem text={refusal?.message ?? null} />
        {!row && (
          <Select
            label="Customer"
            name="customer"
            options={page.customers
              .filter((each) => !known.has(each))
              .map((value) => ({ value, label: value }))}
            error={errors.customer}
          />
        )}
        <TextField
          label="Mail addresses"
          hint="Up to five, separated by commas."
          name="addresses"
          required
          maxLength={1_000}
          defaultValue={row?.addresses.join(", ")}
          error={errors.addresses ?? errors["addresses.0"]}
        />
        <Select
          label="Language"
          name="language"
          defaultValue={row?.language ?? "en"}
          options={LANGUAGE_OPTIONS}
        />
        <Checkbox
          label="Send notices to this customer"
          name="enabled"
          defaultChecked={row?.enabled ?? false}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={busy}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
