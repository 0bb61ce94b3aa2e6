"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { Select } from "@/components/ui/select";
import { TextArea, TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { previewTemplate, saveTemplate } from "@/lib/actions/notices/templates";
import type { ActionResult } from "@/lib/contracts/action-result";
import type {
  SaveTemplateInput,
  TemplateDto,
  TemplatePage,
  TemplatePreview,
} from "@/lib/contracts/notices/template";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { PLACEHOLDERS, TOLD_MILESTONES } from "@/lib/domain/notice/template";
import { LANGUAGE_OPTIONS } from "./language-words";

interface TemplateDialogProps {
  readonly row: TemplateDto | null;
  readonly page: TemplatePage;
  readonly onClose: () => void;
}

type Refusal = Extract<ActionResult<never>, { ok: false }>;

export function TemplateDialog({ row, page, onClose }: TemplateDialogProps) {
  const form = useRef<HTMLFormElement>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [preview, setPreview] = useState<TemplatePreview | null>(null);
  const [busy, setBusy] = useState(false);
  const toast = useToast();

  const show = async () => {
    if (!form.current || busy) return;
    setBusy(true);
    const data = new FormData(form.current);
    const { customer, milestone, subject, body } = readForm(data, row);
    const shipment = String(data.get("shipment") ?? "");
    const answer = await previewTemplate({ customer, milestone, subject, body, shipment });
    setBusy(false);
    setRefusal(answer.ok ? null : answer);
    setPreview(answer.ok ? answer.value : null);
  };
  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const answer = await saveTemplate(readForm(new FormData(event.currentTarget), row));
    setBusy(false);
    if (!answer.ok) return setRefusal(answer);
    toast("ok", `Saved as version ${answer.value}. It holds for what happens from now on.`);
    onClose();
  };
  const errors = refusal?.fields ?? {};
  return (
    <Dialog
      open
      onClose={onClose}
      title={row ? "Change what customers are told" : "What customers are told"}
      wide
    >
      <form ref={form} onSubmit={(event) => void submit(event)} className="grid gap-3.5">
        <FormProblem text={refusal?.message ?? null} />
        <Which row={row} customers={page.customers} />
        <TextField
          label="Subject"
          name="subject"
          required
          maxLength={200}
          defaultValue={row?.subject}
          error={errors.subject}
        />
        <TextArea
          label="Text"
          hint={`Filled in when it is sent: ${PLACEHOLDERS.map((name) => `{${name}}`).join(" ")}`}
          name="body"
          rows={7}
          required
          maxLength={5_000}
          defaultValue={row?.body}
          error={errors.body}
        />
        <Checkbox label="Send it" name="enabled" defaultChecked={row?.enabled ?? false} />
        <div className="flex flex-wrap items-end gap-2.5">
          <TextField
            label="Try it with shipment"
            hint="Empty: any of theirs."
            name="shipment"
            maxLength={80}
            className="min-w-48 flex-1"
            error={errors.shipment}
          />
          <Button busy={busy} onClick={() => void show()}>
            Preview
          </Button>
        </div>
        <div aria-live="polite">{preview && <Shown preview={preview} />}</div>
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

function Which({
  row,
  customers,
}: {
  readonly row: TemplateDto | null;
  readonly customers: readonly string[];
}) {
  // Whom and what a text is for can't change: another one is another text.
  const given = row && { customer: row.customer, language: row.language, milestone: row.milestone };
  return (
    <div className="grid gap-3.5 sm:grid-cols-3">
      <Select
        label="Milestone"
        name="milestone"
        disabled={given !== null}
        defaultValue={given?.milestone ?? "delivered"}
        options={TOLD_MILESTONES.map((value) => ({ value, label: MILESTONE_RULES[value].label }))}
      />
      <Select
        label="Customer"
        name="customer"
        disabled={given !== null}
        defaultValue={given?.customer ?? ""}
        options={[
          { value: "", label: "Everyone without their own" },
          ...customers.map((value) => ({ value, label: value })),
        ]}
      />
      <Select
        label="Language"
        name="language"
        disabled={given !== null}
        defaultValue={given?.language ?? "en"}
        options={LANGUAGE_OPTIONS}
      />
    </div>
  );
}

function Shown({ preview }: { readonly preview: TemplatePreview }) {
  return (
    <section aria-label="Preview" className="rounded-lg bg-sunken px-3 py-2.5">
      <p className="text-xs text-ink-3">As {preview.shipment} would fill it. Nothing is sent.</p>
      <p className="mt-1 font-bold break-words">{preview.title}</p>
      <p className="break-words whitespace-pre-wrap">{preview.body}</p>
    </section>
  );
}

function readForm(data: FormData, row: TemplateDto | null): SaveTemplateInput {
  const text = (name: string) => String(data.get(name) ?? "");
  return {
    customer: row?.customer ?? text("customer"),
    language: (row?.language ?? text("language")) as SaveTemplateInput["language"],
    milestone: (row?.milestone ?? text("milestone")) as SaveTemplateInput["milestone"],
    subject: text("subject"),
    body: text("body"),
    enabled: data.get("enabled") === "on",
    expectedVersion: row?.version ?? 0,
  };
}
