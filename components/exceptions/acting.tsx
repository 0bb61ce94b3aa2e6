"use client";

import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useToast } from "@/components/ui/toast";
import type { PersonRef } from "@/lib/contracts/exceptions/exception-list";
import type { Milestone } from "@/lib/domain/event/milestone";
import type { PersonAction } from "@/lib/domain/exception/lifecycle";
import { ActDialog, type Asked } from "./act-dialog";
import type { ActTarget } from "./act-target";
import type { ActionDraft } from "./action-draft";
import { ACTION_KEYS } from "./exception-words";
import { AWAITED_EVENTS } from "./snooze-events";
import { useAct } from "./use-act";

interface Acting {
  /** Does what needs no question at once, asks for the rest. */
  readonly begin: (target: ActTarget, action: PersonAction | "mine", filled?: Partial<ActionDraft>) => void;
  /** Puts an exception within reach of the keys; `open` ones take keys when no line has the focus. */
  readonly offer: (targets: readonly ActTarget[], open: boolean) => () => void;
}

const ActingContext = createContext<Acting | null>(null);

export function useActing(): Acting {
  const acting = useContext(ActingContext);
  if (!acting) throw new Error("useActing needs an ActingProvider above it");
  return acting;
}

/** Keeps these within reach of the keys while they are on screen. */
export function useOffered(targets: readonly ActTarget[], open: boolean): void {
  const { offer } = useActing();
  useEffect(() => offer(targets, open), [offer, targets, open]);
}

interface ActingProviderProps {
  /** Id of the person at the screen; null for someone who does not work on exceptions. */
  readonly me: string | null;
  readonly people: readonly PersonRef[];
  readonly events?: readonly Milestone[];
  readonly children: React.ReactNode;
}

/** Everything on a page that acts on exceptions: one dialog, one set of keys. */
export function ActingProvider({ me, people, events = AWAITED_EVENTS, children }: ActingProviderProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const act = useAct();
  const show = useToast();
  const lines = useRef(new Map<string, ActTarget>());
  const opened = useRef<ActTarget | null>(null);

  const begin = useCallback<Acting["begin"]>(
    (target, action, filled) => {
      const wanted = action === "mine" ? "assign" : action;
      if (!target.actions.includes(wanted)) {
        if (me) show("info", `${target.name} is ${target.state}: that can't be done with it now.`);
        return;
      }
      if (action !== "mine" && action !== "acknowledge")
        return setAsked({ target, action, ...(filled ? { filled } : {}) });
      const input =
        action === "mine" ? ({ action: "assign", assigneeId: me } as const) : ({ action } as const);
      void act(target, input, crypto.randomUUID()).then((answer) => answer.ok || show("bad", answer.message));
    },
    [act, me, show],
  );
  const offer = useCallback<Acting["offer"]>((targets, open) => {
    if (open) opened.current = targets[0] ?? null;
    else for (const target of targets) lines.current.set(target.id, target);
    return () => {
      if (open) opened.current = null;
      else for (const target of targets) lines.current.delete(target.id);
    };
  }, []);
  useActionKeys(
    useCallback(
      (action) => {
        const line = document.activeElement?.closest<HTMLElement>("[data-exception]")?.dataset.exception;
        const target = (line ? lines.current.get(line) : undefined) ?? opened.current;
        if (target) begin(target, action);
        return target !== null;
      },
      [begin],
    ),
  );

  return (
    <ActingContext value={useMemo(() => ({ begin, offer }), [begin, offer])}>
      {children}
      <ActDialog asked={asked} onClose={() => setAsked(null)} people={people} events={events} />
    </ActingContext>
  );
}

/** `onAction` says whether there was something to act on. Keys belong to whatever is being typed or asked first. */
function useActionKeys(onAction: (action: PersonAction | "mine") => boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = ACTION_KEYS[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const busy = "input, textarea, select, dialog[open], [role=menu]";
      if (event.target instanceof HTMLElement && event.target.closest(busy)) return;
      if (onAction(action)) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [onAction]);
}
