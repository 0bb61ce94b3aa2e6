"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { drainConnection, pauseConnection, resumeConnection } from "@/lib/actions/connections/connections";
import type { HoldDto } from "@/lib/contracts/connections/connection-health";
import { ReasonDialog } from "./reason-dialog";

const ACTIONS = {
  pause: {
    verb: "Pause",
    run: pauseConnection,
    effect:
      "What arrives is answered and kept as before, but not read. What is to be told to it waits. Nothing is lost; you see how much waits.",
    done: "It is paused.",
  },
  resume: {
    verb: "Resume",
    run: resumeConnection,
    effect:
      "What waits goes through first, in the order it came. What arrives meanwhile queues up behind, then it runs as before.",
    done: "What waits goes through.",
  },
  drain: {
    verb: "Let through what waits",
    run: drainConnection,
    effect:
      "What waits now goes through, in the order it came. It stays paused: what arrives from now on waits again.",
    done: "What waits goes through; it stays paused.",
  },
} as const;
type Action = keyof typeof ACTIONS;

interface HoldButtonsProps {
  readonly connectionId: string;
  readonly hold: HoldDto | null;
}

/** Pause, or what ends a pause; each says what it will do. */
export function HoldButtons({ connectionId, hold }: HoldButtonsProps) {
  const [open, setOpen] = useState<Action | null>(null);
  const toast = useToast();
  const router = useRouter();
  const actions: readonly Action[] = hold && !hold.resuming ? ["drain", "resume"] : ["pause"];
  return (
    <>
      {actions.map((action) => (
        <Button key={action} onClick={() => setOpen(action)}>
          {ACTIONS[action].verb}
        </Button>
      ))}
      {open && (
        <ReasonDialog
          title={ACTIONS[open].verb}
          effect={ACTIONS[open].effect}
          button={ACTIONS[open].verb}
          run={(reason) => ACTIONS[open].run({ connectionId, reason, seenSince: hold?.since ?? null })}
          onDone={() => {
            toast("ok", ACTIONS[open].done);
            setOpen(null);
            router.refresh();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
