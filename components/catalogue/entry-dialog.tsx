"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { askCatalogueChange } from "@/lib/actions/catalogue/catalogue";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { CatalogueLine } from "@/lib/contracts/catalogue/catalogue-page";
import { ROLE_LABELS, ROLES } from "@/lib/domain/access/role";
import { SOURCE_KINDS, SYNC_MODES, SYSTEMS } from "@/lib/domain/catalogue/catalogue";
import { SOURCE_WORDS, SYNC_WORDS, SYSTEM_WORDS } from "@/lib/domain/catalogue/words";
import { CLOCK_KINDS } from "@/lib/domain/clock/clock-policy";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";
import { EXCEPTION_KINDS } from "@/lib/domain/exception/exception";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { readTerms } from "./read-terms";

type Refusal = Extract<ActionResult<never>, { ok: false }>;

const optionsOf = <V extends string>(values: readonly V[], words: (value: V) => string) =>
  values.map((value) => ({ value, label: words(value) }));

interface EntryDialogProps {
  readonly line: CatalogueLine;
  readonly onClose: () => void;
}

/** Asks for other terms of one entry. Nothing changes until somebody else approves it, and the dialog says so before. */
export function EntryDialog({ line, onClose }: EntryDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const answer = await askCatalogueChange({
      key: line.key,
      expectedVersion: line.version,
      terms: readTerms(form),
      reason: String(form.get("reason") ?? ""),
    });
    setBusy(false);
    if (!answer.ok) return setRefusal(answer);
    toast("ok", `${line.label}: the change waits for a second person.`);
    onClose();
  };
  const errors = refusal?.fields ?? {};
  return (
    <Dialog open wide onClose={onClose} title={`Change: ${line.label}`}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-3.5">
        <p className="text-ink-2">
          A second person decides. Until then nothing changes
          {line.kind === "milestone" && "; a source left out below then moves no status with it"}.
        </p>
        <FormProblem text={refusal?.message ?? null} />
        <TermFields line={line} errors={errors} />
        <TextField
          label="Reason"
          hint="Who decides reads it; it goes into the audit log with your name."
          name="reason"
          required
          minLength={3}
          maxLength={500}
          autoComplete="off"
          error={errors.reason}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={busy}>
            Ask for the change
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface TermFieldsProps {
  readonly line: CatalogueLine;
  readonly errors: Readonly<Record<string, string>>;
}

function TermFields({ line: { terms }, errors }: TermFieldsProps) {
  return (
    <>
      <div className="grid items-start gap-3.5 sm:grid-cols-2">
        <Select
          label="System of record"
          name="system"
          defaultValue={terms.system}
          options={optionsOf(SYSTEMS, (value) => SYSTEM_WORDS[value])}
        />
        <Select
          label="Owner"
          name="ownerRole"
          defaultValue={terms.ownerRole}
          options={optionsOf(ROLES, (value) => ROLE_LABELS[value])}
        />
        <Select
          label="Synced"
          name="sync"
          defaultValue={terms.sync}
          options={optionsOf(SYNC_MODES, (value) => SYNC_WORDS[value])}
        />
        <TextField
          label="Known within, minutes"
          name="lateMinutes"
          type="number"
          min={0}
          required
          defaultValue={terms.lateMinutes}
          error={errors["terms.lateMinutes"]}
        />
        <Select
          label="Runbook"
          name="runbook"
          defaultValue={terms.runbook ?? ""}
          options={[
            { value: "", label: "None" },
            ...optionsOf(EXCEPTION_KINDS, (value) => EXCEPTION_RULES[value].label),
          ]}
        />
        <TextField
          label="Kept for, months"
          hint="Empty: for good."
          name="retentionMonths"
          type="number"
          min={1}
          defaultValue={terms.retentionMonths ?? ""}
          error={errors["terms.retentionMonths"]}
        />
      </div>
      <Boxes
        legend="May state it"
        name="mayState"
        chosen={terms.mayState}
        options={optionsOf(SOURCE_KINDS, (value) => SOURCE_WORDS[value])}
        error={errors["terms.mayState"]}
      />
      <Boxes
        legend="Clocks"
        name="clocks"
        chosen={terms.clocks}
        options={optionsOf(CLOCK_KINDS, (value) => CLOCK_WORDS[value].name)}
      />
    </>
  );
}

interface BoxesProps {
  readonly legend: string;
  readonly name: string;
  readonly chosen: readonly string[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly error?: string | undefined;
}

function Boxes({ legend, name, chosen, options, error }: BoxesProps) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="grid gap-x-3 gap-y-1 sm:grid-cols-3">
        {options.map(({ value, label }) => (
          <Checkbox
            key={value}
            name={name}
            value={value}
            label={label}
            defaultChecked={chosen.includes(value)}
          />
        ))}
      </div>
      {error && <p className="mt-1 text-xs text-bad">{error}</p>}
    </fieldset>
  );
}
