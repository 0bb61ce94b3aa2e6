"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { BulkPlanView } from "@/components/bulk/bulk-plan-view";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { Select } from "@/components/ui/select";
import { useTimeZone } from "@/components/ui/time-zone";
import { planBulk, startBulk } from "@/lib/actions/exceptions/bulk";
import type { BulkRunDto } from "@/lib/contracts/bulk/bulk-run";
import type { PersonRef } from "@/lib/contracts/exceptions/exception-list";
import type { ExceptionFilter } from "@/lib/contracts/exceptions/exception-query";
import type { PersonAction } from "@/lib/domain/exception/lifecycle";
import { actionOf, draftFor } from "./action-draft";
import { ActionFields } from "./action-fields";
import { VERBS, WILL_WORDS } from "./action-words";
import { exceptionsText } from "./exception-words";
import { AWAITED_EVENTS } from "./snooze-events";

interface BulkDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** What it is done to: everything this matches when the plan is made. */
  readonly filter: ExceptionFilter;
  readonly people: readonly PersonRef[];
}

/** First what to do, then a plan of what would happen, then the run: nothing changes before the last button. */
export function BulkDialog({ open, onClose, filter, people }: BulkDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Act on everything these filters match">
      <BulkForm filter={filter} people={people} onClose={onClose} />
    </Dialog>
  );
}

const UNREACHED = "The server could not be reached. Nothing was changed yet; try again.";

function BulkForm({ filter, people, onClose }: Omit<BulkDialogProps, "open">) {
  const actions = ACTIONS_OF[filter.tab];
  const zone = useTimeZone();
  const router = useRouter();
  const [action, setAction] = useState<PersonAction>(actions[0] ?? "comment");
  const [draft, setDraft] = useState(() => draftFor(action));
  const [plan, setPlan] = useState<BulkRunDto | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);

  const choose = (next: PersonAction) => {
    setAction(next);
    setDraft(draftFor(next));
    setFields({});
    setProblem(null);
  };
  const make = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const input = actionOf(action, draft, zone, Date.now());
    const answer = await planBulk({ filter, input }).catch(() => null);
    setBusy(false);
    if (!answer) return setProblem(UNREACHED);
    if (answer.ok) return setPlan(answer.value);
    setFields(withoutPath(answer.fields));
    setProblem(answer.message);
  };
  const run = async (planned: BulkRunDto) => {
    setBusy(true);
    const answer = await startBulk({ runId: planned.id, expectedVersion: planned.version }).catch(() => null);
    setBusy(false);
    if (!answer) return setProblem("The server could not be reached. Open the run to see if it began.");
    if (!answer.ok) return setProblem(answer.message);
    router.push(`/exceptions/bulk/${planned.id}`);
  };

  if (plan) {
    return (
      <div className="grid gap-3">
        <BulkPlanView run={plan} allHref={`/exceptions/bulk/${plan.id}`} />
        <FormProblem text={problem} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => setPlan(null)}>Back</Button>
          {plan.itemCount > 0 && (
            <Button kind="primary" busy={busy} onClick={() => void run(plan)}>
              {`${VERBS[action]} ${exceptionsText(plan.itemCount)}`}
            </Button>
          )}
        </div>
      </div>
    );
  }
  return (
    <form onSubmit={(event) => void make(event)} className="grid gap-3">
      <Select
        label="What to do"
        value={action}
        onChange={(event) => choose(event.target.value as PersonAction)}
        options={actions.map((value) => ({ value, label: VERBS[value] }))}
      />
      <p className="text-ink-2">{WILL_WORDS[action]}</p>
      <ActionFields
        action={action}
        draft={draft}
        onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))}
        people={people}
        events={AWAITED_EVENTS}
        problems={fields}
      />
      <FormProblem text={problem} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={busy}>
          Show the plan
        </Button>
      </div>
    </form>
  );
}

const WORK: readonly PersonAction[] = ["acknowledge", "assign", "snooze", "resolve", "ignore", "comment"];
const ACTIONS_OF: Readonly<Record<ExceptionFilter["tab"], readonly PersonAction[]>> = {
  open: WORK,
  mine: WORK,
  unassigned: WORK,
  snoozed: ["reopen", "assign", "snooze", "resolve", "ignore", "comment"],
  resolved: ["reopen", "comment"],
  ignored: ["reopen", "comment"],
};

/** "input.note" as "note": the form knows its fields by their own names. */
function withoutPath(fields: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, text]) => [path.slice(path.lastIndexOf(".") + 1), text]),
  );
}
