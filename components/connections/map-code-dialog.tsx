"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { mapCode } from "@/lib/actions/connections/connections";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { ConnectionPage, MappedCode } from "@/lib/contracts/connections/connection-page";
import { CLASSIFIERS, MILESTONES } from "@/lib/domain/event/milestone";
import { CLASSIFIER_OPTIONS, MILESTONE_OPTIONS } from "./milestone-options";

export interface CodeToMap {
  /** Empty where the person is to enter it. */
  readonly codeList: string;
  readonly code: string;
  readonly milestone?: string;
  readonly classifier?: string | null;
}

interface MapCodeDialogProps {
  readonly page: ConnectionPage;
  readonly subject: CodeToMap;
  readonly onClose: () => void;
}

type Refusal = Extract<ActionResult<never>, { ok: false }>;

/** Says what a partner means by a code, and what happens to the messages that used it. */
export function MapCodeDialog({ page, subject, onClose }: MapCodeDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const isKnown = subject.code !== "";

  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const milestone = MILESTONES.find((one) => one === form.get("milestone"));
    if (!milestone) return;
    setBusy(true);
    const code = isKnown ? subject.code : String(form.get("code") ?? "");
    const answer = await mapCode({
      connectionId: page.id,
      expectedMappingVersion: page.mappingVersion,
      codeList: isKnown ? subject.codeList : String(form.get("codeList") ?? ""),
      code,
      milestone,
      classifier: CLASSIFIERS.find((one) => one === form.get("classifier")) ?? null,
    });
    setBusy(false);
    if (!answer.ok) return setRefusal(answer);
    toast("ok", doneText(code, answer.value));
    onClose();
  };

  return (
    <Dialog open onClose={onClose} title={isKnown ? `What ${subject.code} means` : "What a code means"}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-3.5">
        <p className="text-ink-2">
          Holds for {page.name} only. Messages that used it are read again; what that changes is added to the
          timelines, nothing is edited.
        </p>
        <FormProblem text={refusal?.message ?? null} />
        {!isKnown && <CodeFields page={page} errors={refusal?.fields ?? {}} />}
        <Select
          label="Milestone"
          name="milestone"
          defaultValue={subject.milestone ?? "in_transit"}
          options={MILESTONE_OPTIONS}
        />
        <Select
          label="How sure it is"
          name="classifier"
          defaultValue={subject.classifier ?? ""}
          options={CLASSIFIER_OPTIONS}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={busy}>
            Map
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface CodeFieldsProps {
  readonly page: ConnectionPage;
  readonly errors: Readonly<Record<string, string>>;
}

const CODE_LISTS: Readonly<Record<string, string>> = {
  x12: "x12-1650",
  easypost: "easypost-status",
  "csv-status": "csv-status",
};

function CodeFields({ page, errors }: CodeFieldsProps) {
  return (
    <>
      <TextField
        label="Code"
        hint="Exactly as the partner sends it."
        name="code"
        required
        maxLength={200}
        autoComplete="off"
        error={errors.code}
      />
      <TextField
        label="Code list"
        hint="As shown beside the code of an event."
        name="codeList"
        required
        maxLength={60}
        defaultValue={CODE_LISTS[page.dialect] ?? ""}
        error={errors.codeList}
      />
    </>
  );
}

function doneText(code: string, { messagesAgain, more }: MappedCode): string {
  if (messagesAgain === 0) return `${code} is mapped from now on.`;
  const again = `${code} is mapped. ${messagesAgain.toLocaleString("en")} messages are read again`;
  return more ? `${again}; older ones can be replayed on the Messages page.` : `${again}.`;
}
