"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { changePolicy, createPolicy, previewPolicy } from "@/lib/actions/clocks/policies";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { PolicyLine, PolicyPage, PolicyPreview } from "@/lib/contracts/clocks/policy-page";
import { readEffectiveAt, readKind, readScope, readTerms } from "./policy-form";
import { PreviewResult } from "./preview-result";
import { ScopeFields } from "./scope-fields";
import { TermFields } from "./term-fields";

interface PolicyDialogProps {
  /** The policy to change; null to add one. */
  readonly policy: PolicyLine | null;
  readonly page: PolicyPage;
  readonly onClose: () => void;
}

type Refusal = Extract<ActionResult<never>, { ok: false }>;

/** What is promised and to whom; shows what it would have done before it is saved as a version. */
export function PolicyDialog({ policy, page, onClose }: PolicyDialogProps) {
  const form = useRef<HTMLFormElement>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [preview, setPreview] = useState<PolicyPreview | null>(null);
  const [busy, setBusy] = useState<"preview" | "save" | null>(null);
  const [kind, setKind] = useState(policy?.kind ?? "pod");
  const toast = useToast();
  const errors = refusal?.fields ?? {};

  const given = () => {
    const data = new FormData(form.current ?? undefined);
    return { data, scope: policy?.scope ?? readScope(data), terms: readTerms(data, kind) };
  };
  const look = async () => {
    if (busy) return;
    const { scope, terms } = given();
    setBusy("preview");
    const answer = await previewPolicy({ policyId: policy?.id ?? null, kind, scope, ...terms });
    setBusy(null);
    if (!answer.ok) return setRefusal(answer);
    setRefusal(null);
    setPreview(answer.value);
  };
  const save = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const { data, scope, terms } = given();
    const why = { effectiveAt: readEffectiveAt(data, page.zone), reason: String(data.get("reason") ?? "") };
    setBusy("save");
    const answer = policy
      ? await changePolicy({ policyId: policy.id, expectedVersion: policy.newest.version, ...terms, ...why })
      : await createPolicy({ kind, scope, ...terms, ...why });
    setBusy(null);
    if (!answer.ok) return setRefusal(answer);
    toast("ok", policy ? `${terms.name}: version ${answer.value} is saved.` : `${terms.name} is added.`);
    onClose();
  };

  return (
    <Dialog open wide onClose={onClose} title={policy ? `Edit: ${policy.newest.name}` : "Add a policy"}>
      <form
        ref={form}
        onSubmit={(event) => void save(event)}
        // What was shown is no longer what would be saved; why and when change nothing of it.
        onChange={({ target }) => {
          if (!(target instanceof HTMLInputElement && /^(reason|effectiveAt)$/.test(target.name)))
            setPreview(null);
        }}
        className="grid gap-3.5"
      >
        <p className="text-ink-2">
          {policy
            ? `Saved as version ${policy.newest.version + 1}. Promises that started before it takes force keep the version they run under.`
            : "The most specific policy wins: customer over carrier, lane, connection and mode. Promises that started before it takes force keep theirs."}
        </p>
        <FormProblem text={refusal?.message ?? null} />
        {!policy && (
          <ScopeFields
            page={page}
            errors={errors}
            kind={kind}
            onKind={(value) => setKind(readKind(value) ?? kind)}
          />
        )}
        <TermFields key={kind} kind={kind} version={policy?.newest ?? null} page={page} errors={errors} />
        <TextField
          label="In force from"
          hint={`Time in ${page.zone}. Empty: at once.`}
          name="effectiveAt"
          type="datetime-local"
          error={errors.effectiveAt}
        />
        <PreviewResult preview={preview} busy={busy === "preview"} />
        <TextField
          label="Reason"
          hint="Stands in the history and in the audit log with your name."
          name="reason"
          required
          minLength={3}
          maxLength={500}
          autoComplete="off"
          error={errors.reason}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => void look()} busy={busy === "preview"}>
            Preview
          </Button>
          <Button type="submit" kind="primary" busy={busy === "save"}>
            {policy ? "Save as a new version" : "Add"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
