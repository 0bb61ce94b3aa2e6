import { randomBytes } from "node:crypto";
import { connectOdoo } from "../../client/connect";
import type { OdooClient } from "../../client/odoo-client";
import type { ContractWorld } from "../../contract/contract-world";
import type { OdooTarget } from "../../contract/target";
import { odooAdmin } from "../../setup/admin";
import { mintKey } from "../../setup/mint-key";
import { ensureReaderAccess } from "../../setup/reader-access";
import { ensureServiceUser } from "../../setup/service-user";
import { openSession } from "../../setup/session";

/** What the documents of a test are made with, by an administrator, and the actor that tells commands. */
export interface CommandWorld
  extends Pick<ContractWorld, "target" | "session" | "admin" | "run" | "companyId"> {
  readonly client: OdooClient;
  readonly login: string;
  readonly apiKey: string;
  close(): Promise<void>;
}

/** Sets the actor up as `milepost odoo setup` does, with a key of its own: one of the same name made before is gone. */
export async function openCommandWorld(
  target: OdooTarget,
  name = "Milepost command tests",
): Promise<CommandWorld> {
  const { url: baseUrl, database, adminLogin, adminPassword } = target;
  const session = await openSession({ baseUrl, database, login: adminLogin, password: adminPassword });
  const admin = odooAdmin(session);
  const { groupId } = await ensureReaderAccess(admin);
  const user = await ensureServiceUser(admin, "actor", groupId);
  const keep = async () => undefined;
  const { key: apiKey } = await mintKey(admin, { baseUrl, database, user, name, now: new Date(), keep });
  const [own] = await admin.find("res.users", [["id", "=", session.uid]], ["company_id"]);
  const [companyId] = (own?.company_id ?? []) as [number?, string?];
  if (companyId === undefined) throw new Error("the administrator sees no company of its own");
  return {
    target,
    session,
    admin,
    run: randomBytes(4).toString("hex"),
    companyId,
    client: await connectOdoo({ baseUrl, database, apiKey, login: user.login }),
    login: user.login,
    apiKey,
    close: async () => {
      await session.close();
      await target.close();
    },
  };
}
