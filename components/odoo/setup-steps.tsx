import type { Tone } from "@/components/ui/tone";
import { TEXT_TONE } from "@/components/ui/tone";
import { ToneShape } from "@/components/ui/tone-shape";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import {
  SETUP_STEPS,
  SETUP_TITLES,
  type SetupStep,
  type SetupStepState,
} from "@/lib/contracts/odoo/setup-input";

const LOOKS: Readonly<Record<SetupStepState | "waiting", { readonly tone: Tone; readonly word: string }>> = {
  waiting: { tone: "neutral", word: "not yet" },
  running: { tone: "info", word: "under way" },
  done: { tone: "ok", word: "done" },
  warned: { tone: "warn", word: "done, read this" },
  failed: { tone: "bad", word: "failed" },
};

/** Every step of a set-up in order: what each found or made, and for one that failed what to do. */
export function SetupStepList({
  steps,
  busy,
}: {
  readonly steps: readonly SetupStep[];
  readonly busy: boolean;
}) {
  return (
    <ol aria-live="polite" aria-busy={busy || undefined} className="grid gap-2">
      {SETUP_STEPS.map((id) => {
        const step = steps.find((one) => one.id === id);
        const { tone, word } = LOOKS[step?.state ?? "waiting"];
        return (
          <li key={id} className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-baseline gap-x-2">
            <span className={TEXT_TONE[tone]}>
              {step?.state === "running" ? <Spinner /> : <ToneShape tone={tone} />}
            </span>
            <span className={step ? undefined : "text-ink-3"}>
              {SETUP_TITLES[id]}
              {step?.text && (
                <span
                  className={`block text-xs break-words ${step.state === "done" ? "text-ink-3" : TEXT_TONE[tone]}`}
                >
                  {step.text}
                </span>
              )}
            </span>
            <span className={`text-xs ${TEXT_TONE[tone]}`}>
              <VisuallyHidden>: </VisuallyHidden>
              {word}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="inline-block size-2.5 animate-spin rounded-full border-2 border-current border-r-transparent motion-reduce:animate-none"
    />
  );
}
