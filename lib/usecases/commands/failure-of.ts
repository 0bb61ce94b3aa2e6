import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import { CommandRefusal } from "@/lib/connectors/odoo/commands/handler";
import { AppError } from "@/lib/domain/app-error";
import type { CommandFailureKind } from "@/lib/domain/command/failure";

export interface Failure {
  readonly kind: CommandFailureKind;
  /** Read by a person. */
  readonly message: string;
  readonly retryAfterMs?: number;
}

/** Raised by what Odoo runs on, not by the command: another time it may go well. */
const PASSING =
  /^(psycopg2\.|builtins\.MemoryError$|builtins\.TimeoutError$|builtins\.ConnectionError$|builtins\.OSError$)/;

/** A write that Odoo ended with an exception of its own name, of a module's making: sent again it would end so again. */
export function isNamedRefusal(error: unknown): boolean {
  if (!(error instanceof OdooError) || error.kind !== "uncertain") return false;
  const { exception } = error.details;
  return exception !== undefined && !PASSING.test(exception);
}

/**
 * What a person reads of a failed step, and how it counts. Undefined: no failure of telling Odoo (the database is away, a fault of ours); the
 * command keeps its lease until it runs out and is then taken up again.
 */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof OdooError) {
    const { retryAfterMs } = error.details;
    return {
      // Odoo undid its transaction and says so: once we have looked that the effect is not there, it is its no.
      kind: isNamedRefusal(error) ? "rejected_by_target" : error.kind,
      message: error.message,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  }
  if (error instanceof CommandRefusal) return { kind: "refused", message: error.message };
  // No key for this Odoo, or it does not open: setup mends it.
  if (error instanceof AppError) return { kind: "authentication", message: error.message };
  return undefined;
}
