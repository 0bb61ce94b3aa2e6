import type { ExceptionRights } from "@/lib/contracts/exceptions/exception-list";
import { type Actor, can } from "@/lib/domain/access/actor";

/** What the workbench offers this person. Each use-case asks again. */
export function exceptionRights(actor: Actor): ExceptionRights {
  return {
    work: can(actor, "exception.work"),
    bulk: can(actor, "exception.bulk"),
    editRunbook: can(actor, "runbook.edit"),
    editSeverity: can(actor, "severity.edit"),
  };
}
