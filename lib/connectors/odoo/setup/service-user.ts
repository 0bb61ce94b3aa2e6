import { randomBytes } from "node:crypto";
import { OdooError } from "../client/odoo-error";
import type { OdooAdmin } from "./admin";
import { groupByXmlId } from "./reader-access";

export interface ServiceUser {
  readonly id: number;
  readonly login: string;
  readonly made: boolean;
}

/**
 * What the actor may do beyond reading, least first: deliveries, orders of everybody, customer and vendor bills. It can't configure anything,
 * create contacts, delete orders or touch landed costs.
 */
const ACTOR_GROUPS = [
  "stock.group_stock_user",
  "sales_team.group_sale_salesman_all_leads",
  "account.group_account_invoice",
] as const;

export const SERVICE_LOGINS = { reader: "milepost-reader", actor: "milepost-actor" } as const;
const NAMES = { reader: "Milepost (reads)", actor: "Milepost (acts)" } as const;

/**
 * The user Milepost reads or acts as, in exactly the groups it needs and in every company. Groups someone added are taken away again.
 * @throws {OdooError} `validation` when the module behind a group of the actor is not installed.
 */
export async function ensureServiceUser(
  admin: OdooAdmin,
  as: "reader" | "actor",
  readerGroup: number,
): Promise<ServiceUser> {
  const login = SERVICE_LOGINS[as];
  const fields = (await admin.fieldNames("res.users")) ?? new Set<string>();
  // Renamed in 19.
  const groupField = fields.has("group_ids") ? "group_ids" : "groups_id";
  const own = as === "reader" ? [readerGroup] : [readerGroup, ...(await actorGroups(admin))];
  const companies = (await admin.find("res.company", [["active", "=", true]], ["id"])).map(
    (company) => company.id,
  );
  // Odoo itself puts who has several companies into this group.
  const several = companies.length > 1 ? await groupByXmlId(admin, "base.group_multi_company") : undefined;
  const groups = several === undefined ? own : [...own, several];
  const [known] = await admin.find(
    "res.users",
    [["login", "=", login]],
    [groupField, "company_ids", "active"],
  );
  const rights = { [groupField]: [[6, 0, groups]], company_ids: [[6, 0, companies]] };
  if (known) {
    const right =
      known.active === true && sameIds(known[groupField], groups) && sameIds(known.company_ids, companies);
    if (!right) await admin.write("res.users", [known.id], { active: true, ...rights });
    return { id: known.id, login, made: false };
  }
  const plain = { name: NAMES[as], login, lang: "en_US", tz: "UTC", company_id: companies[0] };
  return { id: await admin.create("res.users", { ...plain, ...rights }), login, made: true };
}

function sameIds(there: unknown, wanted: readonly number[]): boolean {
  if (!Array.isArray(there) || there.length !== wanted.length) return false;
  return wanted.every((id) => there.includes(id));
}

async function actorGroups(admin: OdooAdmin): Promise<number[]> {
  const ids: number[] = [];
  for (const xmlId of ACTOR_GROUPS) {
    const id = await groupByXmlId(admin, xmlId);
    if (id === undefined) {
      throw new OdooError(
        "validation",
        `Odoo has no group ${xmlId}: its module is not installed. Install Inventory, Sales and Invoicing, then run the setup again.`,
      );
    }
    ids.push(id);
  }
  return ids;
}

/** Gives the user a password nobody knows: minting a key needs one for a moment. Signing in with it is over when the next is set. */
export async function setFreshPassword(admin: OdooAdmin, userId: number): Promise<string> {
  const password = `${randomBytes(24).toString("base64url")}Aa1!`;
  await admin.write("res.users", [userId], { password });
  return password;
}
