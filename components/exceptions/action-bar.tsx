"use client";

import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import type { ExceptionRow } from "@/lib/contracts/exceptions/exception-list";
import type { PersonAction } from "@/lib/domain/exception/lifecycle";
import { type ActTarget, targetOf } from "./act-target";
import { useActing, useOffered } from "./acting";
import { ACTION_BUTTONS } from "./exception-words";

interface ActionBarProps {
  readonly row: ExceptionRow;
  readonly me: string;
}

const ORDER: readonly PersonAction[] = ["assign", "snooze", "resolve", "reopen", "ignore", "comment"];
const KEYS: Readonly<Record<PersonAction, string>> = {
  acknowledge: "A",
  assign: "G",
  comment: "C",
  snooze: "S",
  resolve: "R",
  ignore: "I",
  reopen: "O",
};

/** What this person may do with the open exception. */
export function ActionBar({ row, me }: ActionBarProps) {
  const { begin } = useActing();
  const target = useMemo(() => targetOf(row), [row]);
  useOffered(
    useMemo(() => [target], [target]),
    true,
  );
  const mayTake = target.actions.includes("assign") && target.assigneeId !== me;
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">Actions</legend>
      {target.actions.includes("acknowledge") && <ActButton action="acknowledge" target={target} />}
      {mayTake && (
        <Button aria-keyshortcuts="M" title="Key M" onClick={() => begin(target, "mine")}>
          Assign to me
        </Button>
      )}
      {ORDER.filter((action) => target.actions.includes(action)).map((action) => (
        <ActButton key={action} action={action} target={target} />
      ))}
    </fieldset>
  );
}

function ActButton({ action, target }: { readonly action: PersonAction; readonly target: ActTarget }) {
  const { begin } = useActing();
  return (
    <Button
      kind={action === "ignore" ? "danger" : "default"}
      aria-keyshortcuts={KEYS[action]}
      title={`Key ${KEYS[action]}`}
      onClick={() => begin(target, action)}
    >
      {ACTION_BUTTONS[action]}
    </Button>
  );
}
