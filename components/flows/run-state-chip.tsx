import { Chip } from "@/components/ui/chip";
import type { Tone } from "@/components/ui/tone";
import { RUN_STATE_WORDS } from "@/lib/contracts/flows/flow-words";
import type { RunState } from "@/lib/domain/flow/run-state";

const TONES: Readonly<Record<RunState, Tone>> = {
  dead: "bad",
  failed: "bad",
  held: "warn",
  awaiting_approval: "warn",
  retrying: "warn",
  waiting: "info",
  compensating: "info",
  running: "info",
  queued: "info",
  done: "ok",
  cancelled: "neutral",
};

/** Where a run stands, as a word and a shape; what the word means is on hover. */
export function RunStateChip({ state }: { readonly state: RunState }) {
  const { label, means } = RUN_STATE_WORDS[state];
  return (
    <Chip tone={TONES[state]} title={means}>
      {label}
    </Chip>
  );
}
