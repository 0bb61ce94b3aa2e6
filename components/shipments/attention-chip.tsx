import { Chip } from "@/components/ui/chip";
import type { AttentionKind } from "@/lib/domain/shipment/attention";
import type { ShipmentGlance } from "@/lib/domain/shipment/glance";
import { verdictOf } from "@/lib/domain/shipment/present";

interface AttentionChipProps {
  readonly kind: AttentionKind;
  readonly pressingAt: number;
  readonly glance: ShipmentGlance;
  readonly nowMs: number;
}

/** Why a shipment stands where it stands on the board. */
export function AttentionChip({ kind, pressingAt, glance, nowMs }: AttentionChipProps) {
  const { tone, text } = verdictOf(kind, pressingAt, glance, nowMs);
  return (
    <span suppressHydrationWarning className="inline-flex max-w-full [&>span]:whitespace-normal">
      <Chip tone={tone}>{text}</Chip>
    </span>
  );
}
