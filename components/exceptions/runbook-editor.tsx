"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { TextArea, TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { editRunbook } from "@/lib/actions/exceptions/runbooks";
import { RUNBOOK_MOST_CHARACTERS, type RunbookDto } from "@/lib/contracts/exceptions/runbook";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";

const Preview = dynamic(() => import("./markdown").then((found) => found.Markdown), {
  loading: () => <p className="text-ink-3">Reading…</p>,
});

interface RunbookEditorProps {
  readonly runbook: RunbookDto;
}

export function RunbookEditor({ runbook }: RunbookEditorProps) {
  const [open, setOpen] = useState(false);
  const { label } = EXCEPTION_RULES[runbook.kind];
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)} aria-label={`Edit the runbook of ${label}`}>
        Edit…
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Runbook: ${label}`} wide>
        <EditForm runbook={runbook} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function EditForm({ runbook, onClose }: RunbookEditorProps & { readonly onClose: () => void }) {
  const [markdown, setMarkdown] = useState(runbook.markdown);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const show = useToast();
  const router = useRouter();

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (markdown === runbook.markdown) return setProblem("The text is as it was: there is nothing to save.");
    setBusy(true);
    const input = { kind: runbook.kind, markdown, reason, expectedVersion: runbook.version };
    const answer = await editRunbook(input).catch(() => null);
    setBusy(false);
    if (!answer) return setProblem("The server could not be reached. Your text is still here; try again.");
    if (!answer.ok) {
      setFields(answer.fields ?? {});
      return setProblem(answer.message);
    }
    show("ok", "Runbook changed. Everyone sees the new text from now on; the old one is kept.");
    router.refresh();
    onClose();
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      <div className="grid gap-3 md:grid-cols-2">
        <TextArea
          label="Text"
          hint="Markdown: ### heading, 1. steps, - points, [words](https://…). HTML is left out."
          rows={18}
          value={markdown}
          maxLength={RUNBOOK_MOST_CHARACTERS}
          error={fields.markdown}
          onChange={(event) => setMarkdown(event.target.value)}
        />
        <section aria-label="How it will read" className="max-h-96 overflow-y-auto rounded-btn bg-bg p-3">
          <Preview text={markdown} />
        </section>
      </div>
      <TextField
        label="Why it changes"
        hint="Kept with this version and in the audit log, with your name."
        value={reason}
        maxLength={500}
        error={fields.reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <FormProblem text={problem} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={busy}>
          {`Save as version ${runbook.version + 1}`}
        </Button>
      </div>
    </form>
  );
}
