import type { ConnectionRow } from "@/db/queries/connections/find-connection";
import type { ConnectionChanges } from "@/db/queries/connections/write-connection";
import type { ChangeConnectionInput } from "@/lib/contracts/connections/connection-input";
import { InvalidError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { changeGuarded } from "./change-guarded";

/** Changes limits and how messages are read. A new CSV mapping counts the mapping up, so that each event tells by which it was read. */
export async function changeConnection(ctx: Context, input: ChangeConnectionInput): Promise<void> {
  const { connectionId, expectedVersion, reason, ...wanted } = input;
  await changeGuarded(ctx, { connectionId, expectedVersion, reason }, async (_tx, current) => {
    const { before, after } = difference(current, wanted);
    if (Object.keys(after).length === 0)
      throw new InvalidError("Nothing in it differs. Nothing was changed.");
    const mapping = "csvMapping" in after ? { mappingVersion: current.mappingVersion + 1 } : {};
    return {
      action: "connection.change",
      changes: { ...after, ...mapping },
      before,
      after,
      result: undefined,
    };
  });
}

type Settings = Omit<ChangeConnectionInput, "connectionId" | "expectedVersion" | "reason">;

function difference(current: ConnectionRow, wanted: Settings) {
  const changed = Object.entries(wanted).filter(
    ([name, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(current[name as keyof ConnectionRow]),
  );
  const before = Object.fromEntries(changed.map(([name]) => [name, current[name as keyof ConnectionRow]]));
  return { before, after: Object.fromEntries(changed) as ConnectionChanges };
}
