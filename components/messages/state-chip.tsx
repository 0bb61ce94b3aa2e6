import { Chip } from "@/components/ui/chip";
import type { Tone } from "@/components/ui/tone";
import { MESSAGE_STATES, type MessageState } from "@/lib/domain/message/message-state";

const TONES: Readonly<Record<MessageState, Tone>> = {
  quarantined: "bad",
  conflict: "bad",
  ambiguous: "warn",
  unmatched: "warn",
  held: "info",
  recorded: "ok",
  facts: "info",
  duplicate: "neutral",
  ignored: "neutral",
};

interface StateChipProps {
  /** Null: it has not been read yet. */
  readonly state: MessageState | null;
  /** Asked to run again and not done yet. */
  readonly isQueued?: boolean;
}

/** What became of a message, as a word and a shape. */
export function StateChip({ state, isQueued = false }: StateChipProps) {
  if (state === null) return <Chip tone="info">Waiting to be read</Chip>;
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Chip tone={TONES[state]}>{MESSAGE_STATES[state].label}</Chip>
      {isQueued && <Chip tone="info">Runs again</Chip>}
    </span>
  );
}
