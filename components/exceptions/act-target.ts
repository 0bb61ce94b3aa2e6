import type { ExceptionRow } from "@/lib/contracts/exceptions/exception-list";
import type { ExceptionState } from "@/lib/domain/exception/exception";
import type { PersonAction } from "@/lib/domain/exception/lifecycle";
import { exceptionTitle } from "./exception-words";

/** What an action needs to know of the exception it is done to. */
export interface ActTarget {
  readonly id: string;
  readonly version: number;
  /** "Late delivery, SHP-20418". */
  readonly name: string;
  readonly state: ExceptionState;
  readonly assigneeId: string | null;
  /** Only an exception of a shipment can wait for an event. */
  readonly hasShipment: boolean;
  readonly actions: readonly PersonAction[];
}

export function targetOf(row: ExceptionRow): ActTarget {
  return {
    id: row.id,
    version: row.version,
    name: exceptionTitle(row),
    state: row.state,
    assigneeId: row.assignee?.id ?? null,
    hasShipment: row.subject.kind === "shipment",
    actions: row.actions,
  };
}
