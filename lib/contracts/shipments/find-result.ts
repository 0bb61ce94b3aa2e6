import type { ReferenceType } from "@/lib/domain/reference/reference";
import type { AttentionKind } from "@/lib/domain/shipment/attention";
import type { ShipmentGlance } from "@/lib/domain/shipment/glance";

/** Why a shipment was found: the number that matched, as it is written on it. */
export interface FoundBy {
  readonly type: ReferenceType;
  readonly value: string;
  /** The whole number, not only its beginning. */
  readonly exact: boolean;
}

export interface FoundShipment {
  readonly id: string;
  readonly number: string;
  readonly by: FoundBy;
  readonly glance: ShipmentGlance | null;
  readonly attention: AttentionKind | null;
  readonly pressingAt: number;
}

/** A message that waits for a shipment under such a number. */
export interface FoundMessage {
  readonly messageId: string;
  readonly type: ReferenceType;
  readonly lookup: string;
  readonly documents: string;
  readonly connectionName: string;
  readonly sinceAt: number;
}

export interface FindResult {
  readonly query: string;
  /** What was looked up, without separators; empty when nothing was. */
  readonly lookup: string;
  readonly tooShort: boolean;
  readonly shipments: readonly FoundShipment[];
  /** True when there are more shipments than listed. */
  readonly more: boolean;
  readonly messages: readonly FoundMessage[];
}
