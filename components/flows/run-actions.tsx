"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { decideOnRun, letRunThrough } from "@/lib/actions/flows/flows";
import { DECISION_WORDS } from "@/lib/contracts/flows/flow-words";
import type { RunPage } from "@/lib/contracts/flows/run-page";
import { EditRun } from "./edit-run";

type Pressed = keyof typeof DECISION_WORDS;

/** The likeliest first; what can't be taken back last. */
const ORDER: readonly Pressed[] = ["retry", "release", "skip", "hold", "restart", "cancel"];

/** What this person may decide about a run, each with what it will do and a reason for the audit log. */
export function RunActions({ page }: { readonly page: RunPage }) {
  const [open, setOpen] = useState<Pressed | "edit" | "let_through" | null>(null);
  const toast = useToast();
  const router = useRouter();
  const done = (text: string) => {
    toast("ok", text);
    setOpen(null);
    router.refresh();
  };
  const close = () => setOpen(null);
  const buttons = ORDER.filter((kind) => page.may.includes(kind));
  return (
    <>
      {page.mayLetThrough && <Button onClick={() => setOpen("let_through")}>Let through</Button>}
      {buttons.map((kind, index) => (
        <Button
          key={kind}
          kind={kind === "cancel" ? "danger" : index === 0 ? "primary" : "default"}
          onClick={() => setOpen(kind)}
        >
          {DECISION_WORDS[kind].verb}
        </Button>
      ))}
      {page.may.includes("edit") && <Button onClick={() => setOpen("edit")}>Edit and retry</Button>}
      {open === "edit" && (
        <EditRun page={page} onDone={() => done("It goes on with what you entered.")} onClose={close} />
      )}
      {open === "let_through" && (
        <ReasonDialog
          title="Let this run through"
          effect="This one run is worked on although its flow is paused. The others go on waiting."
          button="Let through"
          run={(reason) => letRunThrough({ runId: page.id, expectedVersion: page.version, reason })}
          onDone={() => done("It is let through.")}
          onClose={close}
        />
      )}
      {open !== null && open !== "edit" && open !== "let_through" && (
        <Decide page={page} kind={open} onDone={() => done(DECISION_WORDS[open].done)} onClose={close} />
      )}
    </>
  );
}

interface DecideProps {
  readonly page: RunPage;
  readonly kind: Pressed;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Decide({ page, kind, onDone, onClose }: DecideProps) {
  const { verb, will } = DECISION_WORDS[kind];
  const undone = page.steps.filter(({ place, compensation }) => place !== "ahead" && compensation);
  return (
    <ReasonDialog
      title={`${verb}: ${page.subject}`}
      effect={
        <>
          <p>{will}</p>
          {kind === "cancel" &&
            undone.map(({ name, compensation }) => <p key={name}>{compensation?.does}</p>)}
        </>
      }
      button={verb}
      danger={kind === "cancel"}
      fields={
        kind === "hold"
          ? (errors) => (
              <TextField
                label="Until"
                hint="Empty: until somebody releases it."
                name="until"
                type="datetime-local"
                error={errors.untilAt}
              />
            )
          : undefined
      }
      run={(reason, form) => {
        const base = { runId: page.id, expectedVersion: page.version, reason };
        if (kind !== "hold") return decideOnRun({ decision: kind, ...base });
        const until = String(form.get("until") ?? "");
        return decideOnRun({
          decision: "hold",
          ...base,
          untilAt: until === "" ? null : new Date(until).toISOString(),
        });
      }}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
