"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { saveAssumptions } from "@/lib/actions/billing/terms";
import type { UnbilledPage } from "@/lib/contracts/billing/unbilled-page";

type Assumptions = UnbilledPage["assumptions"];

/** Opens what the company takes for granted about waiting. */
export function EditAssumptions({ assumptions }: { readonly assumptions: Assumptions }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="mt-1 rounded-sm text-accent underline-offset-2 hover:underline"
      >
        Edit the assumptions
      </button>
      {open && <AssumptionsDialog assumptions={assumptions} onClose={() => setOpen(false)} />}
    </>
  );
}

interface DialogProps {
  readonly assumptions: Assumptions;
  readonly onClose: () => void;
}

function AssumptionsDialog({ assumptions, onClose }: DialogProps) {
  const toast = useToast();
  const number = (form: FormData, name: string) => Number(form.get(name));
  return (
    <ReasonDialog
      title="What waiting is assumed to cost"
      effect={<p>For everyone in the company, at once. Amounts and bills do not change.</p>}
      button="Save"
      fields={(errors) => (
        <>
          <TextField
            label="Money costs, percent a year"
            name="capitalPercent"
            type="number"
            min={0}
            max={100}
            step={0.01}
            required
            defaultValue={assumptions.capitalPercent}
            error={errors.capitalPercent}
          />
          <TextField
            label="At risk after, days"
            name="riskAfterDays"
            type="number"
            min={0}
            max={3650}
            required
            defaultValue={assumptions.riskAfterDays}
            error={errors.riskAfterDays}
          />
          <TextField
            label="Of that not expected to be paid, percent"
            name="riskPercent"
            type="number"
            min={0}
            max={100}
            step={0.01}
            required
            defaultValue={assumptions.riskPercent}
            error={errors.riskPercent}
          />
        </>
      )}
      run={(reason, form) =>
        saveAssumptions({
          expectedVersion: assumptions.version,
          capitalPercent: number(form, "capitalPercent"),
          riskAfterDays: number(form, "riskAfterDays"),
          riskPercent: number(form, "riskPercent"),
          reason,
        })
      }
      onDone={(version) => {
        toast("ok", `The assumptions are saved as version ${version}.`);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
