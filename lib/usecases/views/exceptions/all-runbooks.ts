import type { RunbookHistory } from "@/lib/contracts/exceptions/runbook";
import { EXCEPTION_KINDS } from "@/lib/domain/exception/exception";
import type { Context } from "@/lib/usecases/context";
import { runbookHistory } from "./read-runbook";

/** The runbook of every kind with its earlier versions, in the order of the kinds. */
export async function allRunbooks(ctx: Context): Promise<readonly RunbookHistory[]> {
  return Promise.all(EXCEPTION_KINDS.map((kind) => runbookHistory(ctx, kind)));
}
