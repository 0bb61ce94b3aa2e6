"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { useTimeZone } from "@/components/ui/time-zone";
import type { PersonRef } from "@/lib/contracts/exceptions/exception-list";
import type { Milestone } from "@/lib/domain/event/milestone";
import type { PersonAction } from "@/lib/domain/exception/lifecycle";
import type { ActTarget } from "./act-target";
import { type ActionDraft, actionOf, draftFor } from "./action-draft";
import { ActionFields } from "./action-fields";
import { TITLES, VERBS, WILL_WORDS } from "./action-words";
import { useAct } from "./use-act";

export interface Asked {
  readonly target: ActTarget;
  readonly action: PersonAction;
  readonly filled?: Partial<ActionDraft>;
}

interface ActDialogProps {
  /** What is about to be done; null while nothing is. */
  readonly asked: Asked | null;
  readonly onClose: () => void;
  readonly people: readonly PersonRef[];
  readonly events: readonly Milestone[];
}

/** One action on one exception: says what will happen, asks for what it needs, does it, says what happened. */
export function ActDialog({ asked, onClose, people, events }: ActDialogProps) {
  return (
    <Dialog
      open={asked !== null}
      onClose={onClose}
      title={asked ? `${TITLES[asked.action]}: ${asked.target.name}` : ""}
    >
      {asked && (
        <ActForm
          asked={asked}
          onClose={onClose}
          people={people}
          events={asked.target.hasShipment ? events : []}
        />
      )}
    </Dialog>
  );
}

function ActForm({ asked, onClose, people, events }: ActDialogProps & { readonly asked: Asked }) {
  const { target, action } = asked;
  const zone = useTimeZone();
  const act = useAct();
  const [requestId] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState(() =>
    draftFor(action, { assigneeId: target.assigneeId ?? "", ...asked.filled }),
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [overtaken, setOvertaken] = useState(false);

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await act(target, actionOf(action, draft, zone, Date.now()), requestId);
    setBusy(false);
    if (answer.ok) return onClose();
    setFields(answer.fields ?? {});
    setProblem(answer.message);
    setOvertaken(answer.code === "conflict");
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      <p className="text-ink-2">{WILL_WORDS[action]}</p>
      {!overtaken && (
        <ActionFields
          action={action}
          draft={draft}
          onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))}
          people={people}
          events={events}
          problems={fields}
        />
      )}
      <FormProblem text={problem} />
      <div className="flex flex-wrap justify-end gap-2">
        {overtaken ? (
          <Button kind="primary" onClick={onClose}>
            See how it is now
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" kind="primary" busy={busy}>
              {VERBS[action]}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
