"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { BulkPlanView } from "@/components/bulk/bulk-plan-view";
import { subjectsText } from "@/components/bulk/bulk-words";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { startFlowBulk } from "@/lib/actions/flows/bulk";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { BulkRunDto } from "@/lib/contracts/bulk/bulk-run";

interface PlanDialogProps {
  readonly title: string;
  /** What is asked before there is a plan. */
  readonly fields: (errors: Readonly<Record<string, string>>) => React.ReactNode;
  readonly plan: (form: FormData) => Promise<ActionResult<BulkRunDto>>;
  readonly onClose: () => void;
}

/** First what to do, then what would happen and to what, then the run: nothing changes before the last button. */
export function PlanDialog({ title, fields, plan, onClose }: PlanDialogProps) {
  const [planned, setPlanned] = useState<BulkRunDto | null>(null);
  const [refused, setRefused] = useState<{ text: string; fields: Readonly<Record<string, string>> } | null>(
    null,
  );
  const [busy, setBusy] = useState(false);
  const router = useRouter();

  const ask = async <T,>(sent: Promise<ActionResult<T>>, unreached: string, onDone: (value: T) => void) => {
    setBusy(true);
    const answer = await sent.catch(() => null);
    setBusy(false);
    if (answer?.ok) {
      setRefused(null);
      onDone(answer.value);
    } else setRefused({ text: answer?.message ?? unreached, fields: ownNames(answer?.fields) });
  };
  const make = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const unreached = "The server could not be reached. Nothing was changed; try again.";
    void ask(plan(new FormData(event.currentTarget)), unreached, setPlanned);
  };
  const run = ({ id: runId, version: expectedVersion }: BulkRunDto) => {
    const unreached = "The server could not be reached. Open the run to see if it began.";
    void ask(startFlowBulk({ runId, expectedVersion }), unreached, () => router.push(`/flows/bulk/${runId}`));
  };
  return (
    <Dialog open onClose={onClose} title={title}>
      <form onSubmit={make} className="grid gap-3" hidden={planned !== null}>
        {fields(refused?.fields ?? {})}
        <FormProblem text={refused?.text ?? null} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={busy}>
            Show the plan
          </Button>
        </div>
      </form>
      {planned && (
        <div className="grid gap-3">
          <BulkPlanView run={planned} allHref={`/flows/bulk/${planned.id}`} />
          <FormProblem text={refused?.text ?? null} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button onClick={() => setPlanned(null)}>Back</Button>
            {planned.itemCount > 0 && (
              <Button kind="primary" busy={busy} onClick={() => run(planned)}>
                {`Run it on ${subjectsText(planned.subjectKind, planned.itemCount)}`}
              </Button>
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** "input.reason" as "reason": the form knows its fields by their own names. */
function ownNames(fields: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, text]) => [path.slice(path.lastIndexOf(".") + 1), text]),
  );
}
