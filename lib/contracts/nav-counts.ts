import type { BoundedCount } from "./messages/message-list";

/** The numbers on the rail; null where the person may not read them. */
export interface NavCountsDto {
  /** Shipments that are not done. */
  readonly openShipments: number | null;
  /** Exceptions that are open or acknowledged. */
  readonly openExceptions: number | null;
  /** Promises that are broken and running, or at risk. */
  readonly pressingClocks: BoundedCount | null;
  /** Messages that wait for a person. */
  readonly waitingMessages: BoundedCount | null;
  /** Writes to Odoo that were rejected or are uncertain. */
  readonly waitingCommands: BoundedCount | null;
  /** Approvals this person may give. */
  readonly waitingApprovals: BoundedCount | null;
}
