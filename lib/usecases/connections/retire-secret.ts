import { retireSecretRow } from "@/db/queries/connections/connection-secrets";
import type { RetireSecretInput } from "@/lib/contracts/connections/connection-input";
import { NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { changeGuarded } from "./change-guarded";

/** Ends a secret for good; messages signed with it are refused from two seconds on. Also the last one may go. */
export async function retireSecret(ctx: Context, input: RetireSecretInput): Promise<void> {
  const { companyId } = ctx.actor;
  const { connectionId, secretId } = input;
  await changeGuarded(ctx, input, async (tx) => {
    const key = { companyId, connectionId, id: secretId };
    if (!(await retireSecretRow(tx, key, ctx.now()))) {
      throw new NotFoundError("This secret is not in use any more. Nothing was changed.");
    }
    return { action: "connection.secret.retire", changes: {}, after: { secretId }, result: undefined };
  });
}
