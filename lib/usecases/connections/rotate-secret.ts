import { endOtherSecrets, listSecretDates } from "@/db/queries/connections/connection-secrets";
import { type RotateSecretInput, rotateSecretInput } from "@/lib/contracts/connections/connection-input";
import type { HandedOverSecret } from "@/lib/contracts/connections/connection-page";
import { InvalidError } from "@/lib/domain/app-error";
import { HOUR_MS } from "@/lib/domain/time/instant";
import type { Context } from "@/lib/usecases/context";
import { changeGuarded } from "./change-guarded";
import { readInput } from "./read-input";
import { storeSecret } from "./store-secret";

/** Each message is checked against all of them. */
const MAX_SECRETS = 4;

/** Adds a secret beside those in use, so that the partner can change over without a gap. The old ones hold for the chosen time, or until retired. */
export async function rotateSecret(
  ctx: Context,
  secretKey: Buffer,
  given: RotateSecretInput,
): Promise<HandedOverSecret> {
  const input = readInput(rotateSecretInput, given);
  return changeGuarded(ctx, input, async (tx, connection) => {
    const secrets = await listSecretDates(tx, connection.companyId, connection.id);
    const now = ctx.now();
    const inUse = secrets.filter(({ retiredAt }) => retiredAt === null || retiredAt > now).length;
    if (inUse >= MAX_SECRETS) {
      throw new InvalidError(`${inUse} secrets are in use already. Retire one first; nothing was changed.`);
    }
    const made = await storeSecret(tx, { secretKey, connection, given: input.secret, now });
    if (!made) throw new InvalidError("This connection takes nothing over HTTP, so it has no secret.");
    const { overlapHours } = input;
    const oldEndsAt = overlapHours === null ? null : new Date(now.getTime() + overlapHours * HOUR_MS);
    const owner = { companyId: connection.companyId, connectionId: connection.id, id: made.secretId };
    if (oldEndsAt) await endOtherSecrets(tx, owner, oldEndsAt);
    const after = {
      oldEndsAt,
      secretId: made.secretId,
      inUse: inUse + 1,
      chosenByPartner: input.secret !== null,
    };
    return { action: "connection.secret.add", changes: {}, after, result: made };
  });
}
