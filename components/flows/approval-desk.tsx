"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useToast } from "@/components/ui/toast";
import { decideApproval, undoApproval } from "@/lib/actions/flows/flows";
import type { ApprovalDto } from "@/lib/contracts/flows/run-list";
import { ApprovalCard } from "./approval-card";

interface Undoable {
  readonly approvalId: string;
  readonly said: string;
  readonly until: string;
}

/** What waits for a yes, each with its evidence: `J` and `K` move, `A` approves, `R` refuses, `U` takes the last one back. */
export function ApprovalDesk({ rows }: { readonly rows: readonly ApprovalDto[] }) {
  const root = useRef<HTMLDivElement>(null);
  const [refusing, setRefusing] = useState<ApprovalDto | null>(null);
  const [undoable, setUndoable] = useState<Undoable | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const toast = useToast();
  const router = useRouter();

  const decided = (approval: ApprovalDto, said: string, until: string) => {
    setUndoable({ approvalId: approval.id, said, until });
    router.refresh();
  };
  const approve = async (approval: ApprovalDto) => {
    if (busy) return;
    setBusy(approval.id);
    const answer = await decideApproval({ decision: "approve", approvalId: approval.id });
    setBusy(null);
    if (answer.ok) decided(approval, `Approved: ${approval.question}`, answer.value.undoUntil);
    else toast("bad", answer.message);
  };
  const undo = async () => {
    if (!undoable) return;
    const answer = await undoApproval({ approvalId: undoable.approvalId });
    setUndoable(null);
    toast(
      answer.ok ? "ok" : "bad",
      answer.ok ? "Taken back. It waits for a decision again." : answer.message,
    );
    router.refresh();
  };

  useDeskKeys(root, rows, { approve, refuse: setRefusing, undo });
  return (
    <div ref={root} className="grid gap-3.5 empty:hidden">
      {undoable && (
        <UndoBar
          key={undoable.approvalId}
          undoable={undoable}
          onUndo={undo}
          onOver={() => setUndoable(null)}
        />
      )}
      {rows.map((approval) => (
        <ApprovalCard key={approval.id} approval={approval} linksToRun>
          <Button
            kind="primary"
            busy={busy === approval.id}
            disabled={approval.whyNot !== null}
            onClick={() => void approve(approval)}
          >
            Approve
          </Button>
          <Button disabled={approval.whyNot !== null} onClick={() => setRefusing(approval)}>
            Refuse
          </Button>
        </ApprovalCard>
      ))}
      {rows.some(({ whyNot }) => whyNot === null) && <Keys />}
      {refusing && (
        <ReasonDialog
          title={`Refuse: ${refusing.question}`}
          effect="The run is held with your reason, and nothing is sent. Whoever looks after it can mend it and ask again."
          button="Refuse"
          danger
          run={(comment) => decideApproval({ decision: "reject", approvalId: refusing.id, comment })}
          onDone={({ undoUntil }) => {
            decided(refusing, `Refused: ${refusing.question}`, undoUntil);
            setRefusing(null);
          }}
          onClose={() => setRefusing(null)}
        />
      )}
    </div>
  );
}

interface UndoBarProps {
  readonly undoable: Undoable;
  readonly onUndo: () => Promise<void>;
  readonly onOver: () => void;
}

/** Stays for as long as it can be taken back. */
function UndoBar({ undoable, onUndo, onOver }: UndoBarProps) {
  useEffect(() => {
    const timer = setTimeout(onOver, Math.max(0, Date.parse(undoable.until) - Date.now()));
    return () => clearTimeout(timer);
  }, [undoable.until, onOver]);
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-2.5 rounded-lg border border-line-strong bg-sunken px-3.5 py-2.5"
    >
      <p>{undoable.said} It takes effect in ten seconds.</p>
      <Button onClick={() => void onUndo()}>
        Undo <Kbd>U</Kbd>
      </Button>
    </div>
  );
}

interface DeskActions {
  readonly approve: (approval: ApprovalDto) => Promise<void>;
  readonly refuse: (approval: ApprovalDto) => void;
  readonly undo: () => Promise<void>;
}

function useDeskKeys(
  root: React.RefObject<HTMLDivElement | null>,
  rows: readonly ApprovalDto[],
  actions: DeskActions,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target))
        return;
      const cards = [...(root.current?.querySelectorAll<HTMLElement>("article[data-approval]") ?? [])];
      const current = cards.findIndex((card) => card.contains(document.activeElement));
      const here = rows.find(({ id }) => id === cards[current]?.dataset.approval);
      const key = event.key.toLowerCase();
      if (key === "j" || key === "k")
        cards[
          current < 0 ? 0 : Math.min(Math.max(current + (key === "j" ? 1 : -1), 0), cards.length - 1)
        ]?.focus();
      else if (key === "u") void actions.undo();
      else if (key === "a" && here?.whyNot === null) void actions.approve(here);
      else if (key === "r" && here?.whyNot === null) actions.refuse(here);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, dialog[open], [role=menu]") !== null
  );
}

const KEYS = [
  ["J K", "up and down"],
  ["A", "approve"],
  ["R", "refuse"],
  ["U", "take the last one back"],
] as const;

function Keys() {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3 max-md:hidden">
      {KEYS.map(([key, what]) => (
        <span key={key}>
          <Kbd>{key}</Kbd> {what}
        </span>
      ))}
    </p>
  );
}
