import { accessError } from "../failure";
import type { Access } from "../registry/model";
import { ids, reference, text, type Values } from "../registry/values";
import type { Env } from "./env";

/** The user who may everything: Odoo's own. */
export const SUPERUSER = 1;

/** Groups of a user with all that they imply. */
export function groupsOf(env: Env, user: number): ReadonlySet<number> {
  const found = new Set<number>();
  const visit = (group: number) => {
    if (found.has(group)) return;
    found.add(group);
    for (const implied of ids(env.find("res.groups", group)?.implied_ids)) visit(implied);
  };
  for (const group of ids(env.find("res.users", user)?.group_ids)) visit(group);
  return found;
}

export function mayAccess(env: Env, model: string, access: Access): boolean {
  if (env.userId === SUPERUSER) return true;
  const groups = groupsOf(env, env.userId);
  const modelId = env.pointing("ir.model", "model", model)[0]?.id ?? 0;
  return env
    .pointing("ir.model.access", "model_id", modelId)
    .some(
      (rule) =>
        rule.active !== false &&
        rule[`perm_${access}`] === true &&
        (!rule.group_id || groups.has(reference(rule.group_id))),
    );
}

const VERBS: Readonly<Record<Access, string>> = {
  read: "access",
  write: "modify",
  create: "create",
  unlink: "delete",
};

export function requireAccess(env: Env, model: string, access: Access): void {
  if (mayAccess(env, model, access)) return;
  throw accessError(
    `You are not allowed to ${VERBS[access]} '${env.model(model).label}' (${model}) records.\n\nContact your administrator to request access if necessary.`,
  );
}

/** Files are as guarded as the documents they hang on. */
export function requireDocumentAccess(env: Env, values: Values, access: Access): void {
  const model = text(values.res_model as string);
  if (model && env.registry.has(model)) requireAccess(env, model, access === "read" ? "read" : "write");
}

export function isAdministrator(env: Env): boolean {
  return env.userId === SUPERUSER || hasGroup(env, "base.group_system");
}

export function hasGroup(env: Env, xmlId: string): boolean {
  const groups = groupsOf(env, env.userId);
  const [module = "", name = ""] = xmlId.split(".");
  return env
    .pointing("ir.model.data", "name", name)
    .some((row) => row.module === module && row.model === "res.groups" && groups.has(reference(row.res_id)));
}
