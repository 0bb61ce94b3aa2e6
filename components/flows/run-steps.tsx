import { Card } from "@/components/ui/card";
import type { RunPage, RunStepDto } from "@/lib/contracts/flows/run-page";

const PLACE_WORDS: Readonly<Record<RunStepDto["place"], string>> = {
  over: "Behind it",
  here: "Here now",
  ahead: "Still ahead",
};
const SHAPES: Readonly<Record<RunStepDto["place"], string>> = { over: "●", here: "◆", ahead: "○" };

/** Every step with what it does, and which of them the run is at. */
export function RunSteps({ page: { steps, reason } }: { readonly page: Pick<RunPage, "steps" | "reason"> }) {
  return (
    <Card title="Steps">
      {steps.length === 0 && (
        <p className="text-ink-3">This run was written by a newer Milepost that knows its steps.</p>
      )}
      <ol className="grid gap-2.5">
        {steps.map((step) => (
          <li
            key={step.name}
            aria-current={step.place === "here" ? "step" : undefined}
            className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5"
          >
            <span aria-hidden className={step.place === "here" ? "text-accent" : "text-ink-3"}>
              {SHAPES[step.place]}
            </span>
            <div>
              <p
                className={
                  step.place === "here" ? "font-semibold" : step.place === "ahead" ? "text-ink-2" : undefined
                }
              >
                {step.title} <span className="sr-only">({PLACE_WORDS[step.place]})</span>
              </p>
              <p className="text-xs text-ink-3">{step.does}</p>
              {step.place === "here" && reason && <p className="mt-0.5 break-words">{reason}</p>}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
