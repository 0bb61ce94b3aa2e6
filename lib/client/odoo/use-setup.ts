import { useState } from "react";
import type { SetupEvent } from "@/lib/contracts/odoo/setup-event";
import {
  type SetUpOdooInput,
  type SetupReport,
  type SetupStep,
  setUpOdooInput,
} from "@/lib/contracts/odoo/setup-input";

export interface SetupRun {
  readonly busy: boolean;
  readonly steps: readonly SetupStep[];
  /** Set once it has ended. */
  readonly report: SetupReport | null;
  /** Set when it was not begun, or broke off for a reason that no step tells. */
  readonly problem: { readonly message: string; readonly fields: Readonly<Record<string, string>> } | null;
}

const IDLE: SetupRun = { busy: false, steps: [], report: null, problem: null };
const LOST =
  "The connection to Milepost was lost. The set-up goes on by itself; look at the page of this Odoo, or run it again: each step looks first.";
const UNCHECKED = "Some of what was entered can't be used. Nothing was done.";

/** Runs a set-up and follows its steps. What the last one said stays until the next begins. */
export function useSetup(): {
  readonly run: SetupRun;
  readonly start: (input: SetUpOdooInput) => Promise<void>;
} {
  const [run, setRun] = useState(IDLE);
  const start = async (given: SetUpOdooInput) => {
    const input = setUpOdooInput.safeParse(given);
    if (!input.success) {
      const fields = Object.fromEntries(
        input.error.issues.map((issue) => [issue.path.join("."), issue.message]),
      );
      return setRun({ ...IDLE, problem: { message: UNCHECKED, fields } });
    }
    setRun({ ...IDLE, busy: true });
    try {
      await follow(given, (event) => setRun((now) => after(now, event)));
    } catch {
      setRun((now) => ({ ...now, problem: { message: LOST, fields: {} } }));
    } finally {
      setRun((now) => ({ ...now, busy: false }));
    }
  };
  return { run, start };
}

async function follow(input: SetUpOdooInput, tell: (event: SetupEvent) => void): Promise<void> {
  const response = await fetch("/api/odoo-setup", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  if (!response.ok || !response.body) {
    const said: unknown = await response.json().catch(() => null);
    const message =
      typeof said === "object" && said !== null && "message" in said ? String(said.message) : LOST;
    return tell({ kind: "refused", message });
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let isOver = false;
  for (;;) {
    const { done, value = "" } = await reader.read();
    const lines = `${rest}${value}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = JSON.parse(line) as SetupEvent;
      isOver ||= event.kind !== "step";
      tell(event);
    }
    if (done) break;
  }
  if (!isOver) throw new Error("the set-up was cut off");
}

function after(run: SetupRun, event: SetupEvent): SetupRun {
  switch (event.kind) {
    case "step":
      return { ...run, steps: [...run.steps.filter(({ id }) => id !== event.step.id), event.step] };
    case "ended":
      return { ...run, steps: event.report.steps, report: event.report };
    case "refused":
      return { ...run, problem: { message: event.message, fields: event.fields ?? {} } };
  }
}
