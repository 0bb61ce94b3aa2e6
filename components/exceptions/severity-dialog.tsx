"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { TextArea, TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { changeSeverityPolicy, previewSeverityPolicy } from "@/lib/actions/exceptions/severity";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { SeverityPolicyDto, SeverityPreview } from "@/lib/contracts/exceptions/severity-input";
import { SeverityPreviewPart } from "./severity-preview";
import { readNames, readThreshold, thresholdText } from "./severity-words";

interface ChangeSeverityProps {
  readonly current: SeverityPolicyDto;
}

export function ChangeSeverity({ current }: ChangeSeverityProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        Change what weighs
      </Button>
      {open && <SeverityDialog current={current} onClose={() => setOpen(false)} />}
    </>
  );
}

type Refusal = Extract<ActionResult<never>, { ok: false }>;

function termsIn(form: HTMLFormElement | null) {
  const data = new FormData(form ?? undefined);
  return {
    terms: {
      moneyStepMinor: readThreshold(String(data.get("moneyStepMinor") ?? "")),
      topCustomers: readNames(String(data.get("topCustomers") ?? "")),
      overdueStepHours: Number(data.get("overdueStepHours")),
    },
    reason: String(data.get("reason") ?? ""),
  };
}

/** What weighs; shows what it would make of everything open before it is saved as a version. */
function SeverityDialog({ current, onClose }: ChangeSeverityProps & { readonly onClose: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [preview, setPreview] = useState<SeverityPreview | null>(null);
  const [busy, setBusy] = useState<"preview" | "save" | null>(null);
  const toast = useToast();

  const look = async () => {
    if (busy) return;
    setBusy("preview");
    const answer = await previewSeverityPolicy(termsIn(form.current).terms);
    setBusy(null);
    setRefusal(answer.ok ? null : answer);
    if (answer.ok) setPreview(answer.value);
  };
  const save = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const { terms, reason } = termsIn(form.current);
    setBusy("save");
    const answer = await changeSeverityPolicy({ ...terms, reason, expectedVersion: current.version });
    setBusy(null);
    if (!answer.ok) return setRefusal(answer);
    toast("ok", `Version ${answer.value} is saved. What is open is weighed anew within seconds.`);
    onClose();
  };

  return (
    <Dialog open wide onClose={onClose} title="Change what weighs">
      <form
        ref={form}
        onSubmit={(event) => void save(event)}
        // What was shown is no longer what would be saved; why changes nothing of it.
        onChange={({ target }) => {
          if (!(target instanceof HTMLInputElement && target.name === "reason")) setPreview(null);
        }}
        className="grid gap-3.5"
      >
        <p className="text-ink-2">
          {`Saved as version ${current.version + 1}. Everything open, acknowledged or snoozed is weighed anew; what is closed stays as it was.`}
        </p>
        <FormProblem text={refusal?.message ?? null} />
        <Terms current={current} errors={refusal?.fields ?? {}} />
        <SeverityPreviewPart preview={preview} busy={busy === "preview"} />
        <TextField
          label="Reason"
          hint="Stands with the version and in the audit log with your name."
          name="reason"
          required
          minLength={3}
          maxLength={500}
          autoComplete="off"
          error={refusal?.fields?.reason}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => void look()} busy={busy === "preview"}>
            Preview
          </Button>
          <Button type="submit" kind="primary" busy={busy === "save"}>
            Save as a new version
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface TermsProps {
  readonly current: SeverityPolicyDto;
  readonly errors: Readonly<Record<string, string>>;
}

function Terms({ current, errors }: TermsProps) {
  return (
    <>
      <div className="grid gap-3.5 sm:grid-cols-2">
        <TextField
          label="Money at risk, one step graver from"
          hint="Two steps from ten times this. 0: money does not weigh."
          name="moneyStepMinor"
          inputMode="decimal"
          required
          defaultValue={thresholdText(current.moneyStepMinor)}
          error={errors.moneyStepMinor && "An amount such as 10,000.00."}
        />
        <TextField
          label="Over its promise, one step graver from"
          hint="Hours."
          name="overdueStepHours"
          type="number"
          min={0.25}
          max={720}
          step={0.25}
          required
          defaultValue={current.overdueStepHours}
          error={errors.overdueStepHours}
        />
      </div>
      <TextArea
        label="Customers that weigh one step more"
        hint="One a line, as written on the shipment."
        name="topCustomers"
        rows={4}
        defaultValue={current.topCustomers.join("\n")}
        error={Object.entries(errors).find(([field]) => field.startsWith("topCustomers"))?.[1]}
      />
    </>
  );
}
