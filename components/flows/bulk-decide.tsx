"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useTimeZone } from "@/components/ui/time-zone";
import { planApprovals, planRuns } from "@/lib/actions/flows/bulk";
import type { BulkDecision } from "@/lib/contracts/flows/bulk-input";
import { DECISION_WORDS } from "@/lib/contracts/flows/flow-words";
import type { RunList } from "@/lib/contracts/flows/run-list";
import { instantOf } from "./local-instant";
import { PlanDialog } from "./plan-dialog";

/** One decision on every run the filters match, on this page and on the others. */
export function DecideOnAll({ query, bulk }: Pick<RunList, "query" | "bulk">) {
  const [open, setOpen] = useState(false);
  const [decision, setDecision] = useState<BulkDecision["decision"]>(bulk[0] ?? "retry");
  const zone = useTimeZone();
  const { after: _after, ...filter } = query;
  const plan = (form: FormData) => {
    const reason = String(form.get("reason") ?? "");
    const until = String(form.get("untilAt") ?? "");
    const input =
      decision === "hold"
        ? { decision, reason, untilAt: until === "" ? null : instantOf(until, zone) }
        : { decision, reason };
    return planRuns({ filter, input });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>Decide on all…</Button>
      {open && (
        <PlanDialog
          title="Decide on everything these filters match"
          plan={plan}
          onClose={() => setOpen(false)}
          fields={(errors) => (
            <>
              <Select
                label="What to do"
                value={decision}
                onChange={(event) => setDecision(event.target.value as typeof decision)}
                options={bulk.map((value) => ({ value, label: DECISION_WORDS[value].verb }))}
              />
              <p className="text-ink-2">{DECISION_WORDS[decision].will}</p>
              {decision === "hold" && (
                <TextField
                  label="Until"
                  hint={`Time in ${zone}. Empty: until somebody releases them.`}
                  name="untilAt"
                  type="datetime-local"
                  error={errors.untilAt}
                />
              )}
              <Reason error={errors.reason} />
            </>
          )}
        />
      )}
    </>
  );
}

/** One answer to everything that waits for this person's yes. */
export function AnswerAll() {
  const [open, setOpen] = useState(false);
  const [decision, setDecision] = useState<"approve" | "reject">("approve");
  const plan = (form: FormData) =>
    planApprovals({ input: { decision, comment: String(form.get("reason") ?? "") } });
  return (
    <>
      <Button onClick={() => setOpen(true)}>Answer all…</Button>
      {open && (
        <PlanDialog
          title="Answer everything you may decide"
          plan={plan}
          onClose={() => setOpen(false)}
          fields={(errors) => (
            <>
              <Select
                label="What to say"
                value={decision}
                onChange={(event) => setDecision(event.target.value as typeof decision)}
                options={[
                  { value: "approve", label: "Approve" },
                  { value: "reject", label: "Refuse" },
                ]}
              />
              <p className="text-ink-2">
                {decision === "approve"
                  ? "Each takes effect ten seconds after its turn. The plan says how much money that is."
                  : "Each run is held with your reason, and nothing is sent."}
              </p>
              <Reason error={errors.comment} />
            </>
          )}
        />
      )}
    </>
  );
}

function Reason({ error }: { readonly error: string | undefined }) {
  return (
    <TextField
      label="Reason"
      hint="Goes into the audit log with your name."
      name="reason"
      required
      minLength={3}
      maxLength={500}
      autoComplete="off"
      error={error}
    />
  );
}
