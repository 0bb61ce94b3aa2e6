import type { BreakerState } from "@/lib/domain/connection/breaker";
import type { ConnectionHealth } from "@/lib/domain/connection/health";
import type { WayOut } from "@/lib/domain/connection/way-out";
import type { Classifier, Milestone } from "@/lib/domain/event/milestone";
import type { CsvMapping } from "@/lib/domain/message/parsed-message";
import type { Verification } from "@/lib/domain/message/verification";
import type { OdooSummary } from "../odoo/odoo-page";

/** A secret in clear, for the one time it is shown. Stored only sealed. */
export interface HandedOverSecret {
  readonly secretId: string;
  readonly text: string;
}

export interface MappedCode {
  readonly mappingVersion: number;
  /** Messages that are read again with the new map. */
  readonly messagesAgain: number;
  /** True when there are more than are read again by themselves. */
  readonly more: boolean;
}

/** What came in within 24 hours. */
export interface IntakeDay {
  readonly accepted: number;
  readonly repeated: number;
  readonly conflicting: number;
  readonly unsigned: number;
  readonly tooLarge: number;
  readonly overRate: number;
  readonly badEncoding: number;
}

export interface ConnectionItem {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly dialect: string;
  readonly partnerKind: string;
  readonly carrierScac: string | null;
  readonly enabled: boolean;
  readonly scheme: Verification["scheme"];
  readonly watchFolder: boolean;
  readonly health: ConnectionHealth;
  readonly lastMessageAt: string | null;
  readonly day: IntakeDay;
  /** Messages that wait for a person, at most `WAITING_LIMIT`, and the oldest of them. */
  readonly waiting: number;
  readonly oldestWaitingAt: string | null;
  readonly unmappedCodes: number;
  /** Paused, or on its way from there; null: it runs. */
  readonly hold: "paused" | "resuming" | null;
  /** Held back because of that, at most `WAITING_LIMIT`. */
  readonly held: number;
  /** Messages to the partner that have not reached it, at most `WAITING_LIMIT`. */
  readonly outboundWaiting: number;
  readonly breaker: BreakerState;
  /** Mean from arriving to the timeline within 24 hours, milliseconds. */
  readonly readLagMs: number | null;
  /** What could not be read or sent within 24 hours, and what was run or sent again. */
  readonly failed: number;
  readonly again: number;
  /** How the reading of an Odoo does; null for every other connection. */
  readonly odoo: OdooSummary | null;
}

export interface ConnectionList {
  readonly items: readonly ConnectionItem[];
  /** Of those with the name looked for, by state. */
  readonly counts: Readonly<Partial<Record<ConnectionHealth, number>>>;
  /** After which the next page begins. */
  readonly further: string | null;
  readonly total: number;
}

/** What a real call to it said. */
export interface ConnectionTest {
  readonly ok: boolean;
  readonly said: string;
  readonly tookMs: number;
}

export const WAITING_LIMIT = 1_000;

/** What the person who looks may do here. */
export interface ConnectionRights {
  readonly manage: boolean;
  readonly readMapping: boolean;
  readonly editMapping: boolean;
}

export interface ConnectionPage extends ConnectionItem {
  readonly version: number;
  readonly mappingVersion: number;
  readonly address: string;
  readonly verification: Verification;
  readonly deliveryKeyHeader: string | null;
  readonly defaultZone: string | null;
  readonly maxBodyBytes: number;
  readonly ratePerMinute: number;
  readonly mayCreateShipments: boolean;
  readonly acknowledges: boolean;
  readonly wayOut: WayOut | null;
  /** Where the partner fetches what we send, when that is its way. */
  readonly fetchAddress: string;
  readonly csvMapping: CsvMapping | null;
  readonly dropFolder: string | null;
  readonly curlExample: string | null;
  readonly secrets: readonly SecretDto[];
  readonly overrides: readonly OverrideDto[];
  readonly unmapped: readonly UnmappedDto[];
}

export interface SecretDto {
  readonly id: string;
  readonly createdAt: string;
  /** When it ended, or will. */
  readonly retiredAt: string | null;
  readonly isInUse: boolean;
}

export interface OverrideDto {
  readonly codeList: string;
  readonly code: string;
  readonly milestone: Milestone;
  readonly classifier: Classifier | null;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: string;
}

export interface UnmappedDto {
  readonly codeList: string;
  readonly code: string;
  readonly count: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly exampleMessageId: string;
}
