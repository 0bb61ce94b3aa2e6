"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { FieldFrame } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { decideOnRun } from "@/lib/actions/flows/flows";
import type { RunPage } from "@/lib/contracts/flows/run-page";

interface EditRunProps {
  readonly page: RunPage;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What the run was started with, as JSON: the old and the new are kept with the decision. */
export function EditRun({ page, onDone, onClose }: EditRunProps) {
  const [problem, setProblem] = useState<string>();
  return (
    <ReasonDialog
      title={`Edit: ${page.subject}`}
      effect="The run goes on with what you enter here. What was entered before is kept beside it. A write that Odoo has taken already is not repeated."
      button="Save and retry"
      fields={(errors) => (
        <>
          <FieldFrame
            label="What it was started with"
            hint="JSON, of the same shape."
            error={problem ?? Object.values(errors)[0]}
          >
            {({ id, describedBy, invalid }) => (
              <textarea
                id={id}
                name="payload"
                aria-describedby={describedBy}
                aria-invalid={invalid}
                defaultValue={JSON.stringify(page.payload, null, 2)}
                rows={8}
                maxLength={20_000}
                spellCheck={false}
                className="mono w-full rounded-lg border border-line-2 bg-card px-3 py-2"
              />
            )}
          </FieldFrame>
          <Select
            label="Go on from"
            name="from"
            defaultValue="step"
            options={[
              { value: "step", label: "the step it stopped at" },
              { value: "start", label: "the first step" },
            ]}
          />
        </>
      )}
      run={async (reason, form) => {
        setProblem(undefined);
        const payload = readJson(String(form.get("payload") ?? ""));
        if (!payload) {
          setProblem("This is not a JSON object.");
          return {
            ok: false,
            code: "invalid",
            message: "Nothing was changed: what you entered is not a JSON object.",
          };
        }
        const from = form.get("from") === "start" ? "start" : "step";
        return decideOnRun({
          decision: "edit",
          runId: page.id,
          expectedVersion: page.version,
          reason,
          payload,
          from,
        });
      }}
      onDone={onDone}
      onClose={onClose}
    />
  );
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
