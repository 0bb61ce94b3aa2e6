import { userError } from "../../failure";
import { groupsOf, hasGroup } from "../../records/access";
import { Env } from "../../records/env";
import { create } from "../../records/write";
import {
  boolean,
  char,
  computed,
  float,
  longText,
  many2many,
  many2one,
  one2many,
} from "../../registry/field";
import { action, type Model, modelMethod } from "../../registry/model";
import { text, type Values } from "../../registry/values";
import { hashPassword } from "./secrets";

export const userModel: Model = {
  model: "res.users",
  label: "User",
  order: "name, login, id",
  indexed: ["login"],
  fields: {
    name: char("Name"),
    login: char("Login", { required: true }),
    email: char("Email"),
    active: boolean("Active"),
    partner_id: many2one("res.partner", "Related Partner", { required: true }),
    company_id: many2one("res.company", "Company"),
    company_ids: many2many("res.company", "Companies"),
    lang: char("Language"),
    tz: char("Timezone"),
    share: boolean("Share User"),
    group_ids: many2many("res.groups", "Groups"),
    all_group_ids: computed(many2many("res.groups", "Groups and implied groups"), (env, user) => [
      ...groupsOf(env, user.id),
    ]),
    password_hash: char("Password", { hidden: true }),
    // Written, never read.
    password: computed(char("Password"), () => ""),
  },
  prepare: (env, values) => {
    if (env.pointing("res.users", "login", text(values.login as string)).length > 0)
      throw userError("You can not have two users with the same login!");
    const company = Number(values.company_id ?? env.companyId);
    return withPassword({
      active: true,
      company_id: company,
      company_ids: [[6, 0, [company]]],
      lang: "en_US",
      tz: "UTC",
      partner_id: create(env, "res.partner", {
        name: values.name,
        email: values.email ?? values.login,
        lang: values.lang ?? "en_US",
      }),
      ...values,
    });
  },
  beforeWrite: (_, __, values) => withPassword(values),
  methods: {
    context_get: modelMethod((env) => {
      const user = env.row("res.users", env.userId);
      return { lang: text(user.lang) || "en_US", tz: text(user.tz) || false, uid: env.userId };
    }),
    has_group: action(
      (env, [id = 0], { group_ext_id }) => hasGroup(asUser(env, id), String(group_ext_id)),
      ["group_ext_id"],
      "read",
    ),
  },
};

const asUser = (env: Env, id: number) => new Env(env.registry, env.store, env.transaction, id, env.context);

function withPassword(values: Values): Values {
  const { password, ...rest } = values;
  return typeof password === "string" && password ? { ...rest, password_hash: hashPassword(password) } : rest;
}

export const groupModel: Model = {
  model: "res.groups",
  label: "Access Groups",
  order: "name, id",
  fields: {
    name: char("Name"),
    comment: longText("Comment"),
    implied_ids: many2many("res.groups", "Implied Groups"),
    api_key_duration: float("API Keys maximum duration days"),
    share: boolean("Share Group"),
    user_ids: computed(many2many("res.users", "Users"), (env, group) =>
      env.pointing("res.users", "group_ids", group.id).map(({ id }) => id),
    ),
    full_name: computed(char("Group Name"), (_, group) => text(group.name)),
    model_access: one2many("ir.model.access", "group_id", "Access Controls"),
  },
};

export const accessModel: Model = {
  model: "ir.model.access",
  label: "Model Access",
  fields: {
    name: char("Name"),
    active: boolean("Active"),
    model_id: many2one("ir.model", "Model", { required: true }),
    group_id: many2one("res.groups", "Group"),
    perm_read: boolean("Read Access"),
    perm_write: boolean("Write Access"),
    perm_create: boolean("Create Access"),
    perm_unlink: boolean("Delete Access"),
  },
  prepare: (_, values) => ({ active: true, ...values }),
};

/** Longest life of a key in days that the user's groups allow. */
export function longestKeyDays(env: Env, user: number): number {
  const days = [...groupsOf(env, user)].map(
    (group) => Number(env.find("res.groups", group)?.api_key_duration) || 0,
  );
  return Math.max(0, ...days);
}
