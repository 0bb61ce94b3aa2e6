import { Chip } from "@/components/ui/chip";
import type { OutboundDetail } from "@/lib/contracts/outbound/outbound-list";
import type { OutboundState } from "@/lib/domain/outbound/outbound";
import { OUTBOUND_STATE_WORDS, VERDICT_WORDS } from "./outbound-words";

export function OutboundStateChip({ state }: { readonly state: OutboundState }) {
  const { label, tone } = OUTBOUND_STATE_WORDS[state];
  return <Chip tone={tone}>{label}</Chip>;
}

/** What an acknowledgement says of the partner's message. */
export function VerdictChip({ verdict }: Pick<OutboundDetail, "verdict">) {
  if (verdict === null) return null;
  const { label, tone } = VERDICT_WORDS[verdict];
  return <Chip tone={tone}>{label}</Chip>;
}
