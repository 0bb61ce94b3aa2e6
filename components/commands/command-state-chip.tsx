import { Chip } from "@/components/ui/chip";
import type { Tone } from "@/components/ui/tone";
import { COMMAND_STATE_WORDS } from "@/lib/contracts/commands/command-words";
import type { CommandState } from "@/lib/domain/command/command-state";

const TONES: Readonly<Record<CommandState, Tone>> = {
  uncertain: "warn",
  rejected: "bad",
  pending: "info",
  sent: "info",
  confirmed: "ok",
  cancelled: "neutral",
};

/** Where a write to Odoo stands, as a word and a shape; what the word means is on hover. */
export function CommandStateChip({ state }: { readonly state: CommandState }) {
  const { label, means } = COMMAND_STATE_WORDS[state];
  return (
    <Chip tone={TONES[state]} title={means}>
      {label}
    </Chip>
  );
}
