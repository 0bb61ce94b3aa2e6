import { type ChangeWayOutInput, changeWayOutInput } from "@/lib/contracts/connections/way-out-input";
import { InvalidError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { makeWayOutSecret } from "../outbound/way-out-secret";
import { changeGuarded } from "./change-guarded";
import { readInput } from "./read-input";

/**
 * Says how what we send reaches this partner. What waits goes out that way.
 * @returns the signing secret in clear, the one time one is made.
 */
export async function changeWayOut(
  ctx: Context,
  secretKey: Buffer,
  given: ChangeWayOutInput,
): Promise<{ readonly secret: string | null }> {
  const { wayOut, newSecret, ...target } = readInput(changeWayOutInput, given);
  return changeGuarded(ctx, target, async (_tx, current) => {
    if (wayOut?.kind === "fetch" && current.verification.scheme === "none") {
      const problem = "This connection has no secret with which a partner could fetch. Choose another way.";
      throw new InvalidError(`Nothing was changed. ${problem}`, { wayOut: problem });
    }
    const isSigned = wayOut?.kind === "post" && wayOut.signed;
    const owner = { companyId: current.companyId, connectionId: current.id };
    const made =
      isSigned && (newSecret || current.wayOutSecret === null) ? makeWayOutSecret(secretKey, owner) : null;
    return {
      action: "connection.way_out.change",
      changes: { wayOut, ...(made ? { wayOutSecret: made.sealed } : {}) },
      before: { wayOut: current.wayOut },
      after: { wayOut, newSecret: made !== null },
      result: { secret: made?.text ?? null },
    };
  });
}
