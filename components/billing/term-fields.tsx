"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { ROLE_LABELS, ROLES } from "@/lib/domain/access/role";
import { BILLING_REFERENCES, type BillingTerms } from "@/lib/domain/billing/terms";
import { BILLING_BLOCKERS, BLOCKER_RULES } from "@/lib/domain/billing/unbilled";
import { REFERENCE_WORDS } from "./billing-words";
import { localText } from "./terms-form";

interface TermFieldsProps {
  readonly terms: BillingTerms;
  readonly zone: string;
  readonly errors: Readonly<Record<string, string>>;
}

/** What a customer demands of a bill, when it goes out, whether it is held, and who looks at what holds it. */
export function TermFields({ terms, zone, errors }: TermFieldsProps) {
  return (
    <>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">The customer demands</legend>
        <Checkbox
          name="requiresPod"
          label="Proof of delivery; the clock starts with it"
          defaultChecked={terms.requiresPod}
        />
        {BILLING_REFERENCES.map((kind) => (
          <Checkbox
            key={kind}
            name={`reference-${kind}`}
            label={`${REFERENCE_WORDS[kind]} on the bill`}
            defaultChecked={terms.references.includes(kind)}
          />
        ))}
      </fieldset>
      <TextField
        label="One bill a month, for all delivered up to day"
        hint="Empty: each delivery by itself. In a shorter month its last day counts."
        name="cutOffDay"
        type="number"
        min={1}
        max={31}
        defaultValue={terms.cutOffDay ?? ""}
        error={errors.cutOffDay}
      />
      <HoldFields terms={terms} zone={zone} errors={errors} />
      <details>
        <summary className="cursor-pointer font-medium">Who looks at what holds a bill back</summary>
        <div className="mt-2 grid gap-3.5 sm:grid-cols-2">
          {BILLING_BLOCKERS.map((blocker) => (
            <Select
              key={blocker}
              label={BLOCKER_RULES[blocker].label}
              name={`owner-${blocker}`}
              defaultValue={terms.owners[blocker] ?? ""}
              options={[
                { value: "", label: `as usual (${ROLE_LABELS[BLOCKER_RULES[blocker].ownerRole]})` },
                ...ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] })),
              ]}
            />
          ))}
        </div>
      </details>
    </>
  );
}

function HoldFields({ terms, zone, errors }: TermFieldsProps) {
  const [held, setHeld] = useState(terms.hold !== null);
  return (
    <fieldset className="grid gap-3.5">
      <legend className="sr-only">Hold</legend>
      <Checkbox
        name="held"
        label="Hold every bill of the customer"
        checked={held}
        onChange={(event) => setHeld(event.target.checked)}
      />
      {held && (
        <>
          <TextField
            label="Why it is held"
            name="holdReason"
            required
            minLength={3}
            maxLength={300}
            autoComplete="off"
            defaultValue={terms.hold?.reason}
            error={errors["hold.reason"]}
          />
          <TextField
            label="Held until"
            hint={`Time in ${zone}. Empty: until somebody ends it.`}
            name="holdUntil"
            type="datetime-local"
            defaultValue={terms.hold?.untilAt ? localText(terms.hold.untilAt, zone) : ""}
            error={errors["hold.untilAt"]}
          />
        </>
      )}
    </fieldset>
  );
}
