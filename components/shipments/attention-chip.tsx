import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import type { AttentionKind } from "@/lib/domain/shipment/attention";
import type { ShipmentGlance } from "@/lib/domain/shipment/glance";
import { verdictOf } from "@/lib/domain/shipment/present";

interface AttentionChipProps {
  readonly kind: AttentionKind;
  readonly pressingAt: number;
  readonly glance: ShipmentGlance;
  readonly nowMs: number;
}

/** Longer ones may break, so that no column grows for one of them. */
const ONE_LINE = 27;

/** Why a shipment stands where it stands on the board. */
export function AttentionChip({ kind, pressingAt, glance, nowMs }: AttentionChipProps) {
  const { tone, text } = verdictOf(kind, pressingAt, glance, nowMs);
  return (
    <span
      suppressHydrationWarning
      className={classNames("inline-flex max-w-full", text.length > ONE_LINE && "[&>span]:whitespace-normal")}
    >
      <Chip tone={tone}>{text}</Chip>
    </span>
  );
}
