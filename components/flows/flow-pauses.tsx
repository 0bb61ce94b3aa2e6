"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Menu } from "@/components/ui/menu";
import { MenuItem } from "@/components/ui/menu-item";
import { RelativeTime } from "@/components/ui/relative-time";
import { useToast } from "@/components/ui/toast";
import { pauseFlow } from "@/lib/actions/flows/flows";
import { FLOW_TITLES } from "@/lib/contracts/flows/flow-words";
import type { PausedFlow } from "@/lib/contracts/flows/run-list";
import { FLOW_NAMES, type FlowName } from "@/lib/domain/flow/definition";

/** Flows that stand still, said above the list, with the way on. */
export function PausedFlows({
  paused,
  mayPause,
}: {
  readonly paused: readonly PausedFlow[];
  readonly mayPause: boolean;
}) {
  const [open, setOpen] = useState<FlowName | null>(null);
  return (
    <>
      {paused.map((flow) => (
        <div
          key={flow.flow}
          className="mt-3.5 flex flex-wrap items-center justify-between gap-2.5 rounded-lg border border-warn bg-warn-soft px-3.5 py-2.5"
        >
          <p>
            <b>{FLOW_TITLES[flow.flow]} is paused</b> by {flow.pausedBy}{" "}
            <RelativeTime at={flow.since} focusable />: {flow.reason}. {flow.waiting.toLocaleString("en")}{" "}
            {flow.waiting === 1 ? "run waits" : "runs wait"}, nothing is lost.
          </p>
          {mayPause && <Button onClick={() => setOpen(flow.flow)}>Resume</Button>}
        </div>
      ))}
      {open && <PauseDialog flow={open} pauses={false} onClose={() => setOpen(null)} />}
    </>
  );
}

export function PauseMenu({ paused }: { readonly paused: readonly PausedFlow[] }) {
  const [open, setOpen] = useState<FlowName | null>(null);
  const running = FLOW_NAMES.filter((name) => paused.every(({ flow }) => flow !== name));
  return (
    <>
      <Menu trigger="Pause a flow" triggerClassName={buttonLook("default")}>
        {running.map((flow) => (
          <MenuItem key={flow} onSelect={() => setOpen(flow)}>
            {FLOW_TITLES[flow]}
          </MenuItem>
        ))}
      </Menu>
      {open && <PauseDialog flow={open} pauses onClose={() => setOpen(null)} />}
    </>
  );
}

function PauseDialog({
  flow,
  pauses,
  onClose,
}: {
  readonly flow: FlowName;
  readonly pauses: boolean;
  readonly onClose: () => void;
}) {
  const toast = useToast();
  const router = useRouter();
  const title = FLOW_TITLES[flow];
  return (
    <ReasonDialog
      title={pauses ? `Pause ${title}` : `Resume ${title}`}
      effect={
        pauses
          ? "No run of this flow goes on until it is resumed. What arrives is kept and waits in order; single runs can be let through. Writes that are on their way to Odoo arrive there."
          : "Everything that waits goes on, in its order."
      }
      button={pauses ? "Pause" : "Resume"}
      run={(reason) => pauseFlow({ flow, paused: pauses, reason })}
      onDone={() => {
        toast("ok", pauses ? `${title} is paused.` : `${title} goes on.`);
        onClose();
        router.refresh();
      }}
      onClose={onClose}
    />
  );
}
