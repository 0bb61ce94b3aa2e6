import { accessError, userError, validationError } from "../../failure";
import { isAdministrator } from "../../records/access";
import type { Env } from "../../records/env";
import { create, unlink } from "../../records/write";
import { char, date, datetime, json, many2one, selection } from "../../registry/field";
import { action, type Model } from "../../registry/model";
import { type Row, text, type Value } from "../../registry/values";
import { hashKey, matchesPassword, newKey } from "./secrets";
import { longestKeyDays } from "./users";

const DAY_MS = 86_400_000;

export const keyModel: Model = {
  model: "res.users.apikeys",
  label: "Users API Keys",
  indexed: ["hash"],
  fields: {
    name: char("Description", { required: true }),
    user_id: many2one("res.users", "User", { required: true, readonly: true }),
    scope: char("Scope", { readonly: true }),
    expiration_date: datetime("Expiration Date", { readonly: true }),
    hash: char("Key", { hidden: true }),
  },
  methods: {
    remove: action(
      (env, ids) => confirmIdentity(env, "res.users.apikeys", "remove", ids, () => removeKeys(env, ids)),
      [],
      "read",
    ),
  },
};

function removeKeys(env: Env, ids: readonly number[]) {
  for (const key of env.rows("res.users.apikeys", ids))
    if (key.user_id !== env.userId && !isAdministrator(env))
      throw accessError("You can not remove API keys unless they're yours or you are a system user");
  unlink(env, "res.users.apikeys", ids);
  return { type: "ir.actions.act_window_close" };
}

/** The wizard that describes a key before it is made. Only the user can make one, after typing the password again. */
export const keyDescriptionModel: Model = {
  model: "res.users.apikeys.description",
  label: "API Key Description",
  transient: true,
  fields: {
    name: char("Description", { required: true }),
    duration: selection(
      "Duration",
      [
        ["1", "1 Day"],
        ["7", "1 Week"],
        ["30", "1 Month"],
        ["90", "3 Months"],
        ["180", "6 Months"],
        ["365", "1 Year"],
        ["0", "Persistent Key"],
        ["-1", "Custom Date"],
      ],
      { required: true, default: "1" },
    ),
    expiration_date: date("Expiration Date"),
  },
  methods: {
    make_key: action(
      (env, ids) =>
        confirmIdentity(env, "res.users.apikeys.description", "make_key", ids, () =>
          makeKey(env, ids[0] ?? 0),
        ),
      [],
      "create",
    ),
  },
};

function makeKey(env: Env, wizard: number) {
  const description = env.row("res.users.apikeys.description", wizard);
  const expires = expiryOf(env, description);
  requireAllowedExpiry(env, expires);
  const key = newKey();
  create(env, "res.users.apikeys", {
    name: description.name,
    user_id: env.userId,
    expiration_date: expires || false,
    hash: hashKey(key),
  });
  unlink(env, "res.users.apikeys.description", [wizard]);
  return {
    type: "ir.actions.act_window",
    res_model: "res.users.apikeys.show",
    name: "API Key Ready",
    views: [[false, "form"]],
    target: "new",
    context: { default_key: key },
  };
}

function expiryOf(env: Env, description: Row): string {
  const days = Number(description.duration);
  if (days === 0) return "";
  if (days < 0) return description.expiration_date ? `${text(description.expiration_date)} 00:00:00` : "";
  return new Date(Date.parse(`${env.now.replace(" ", "T")}Z`) + days * DAY_MS)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");
}

function requireAllowedExpiry(env: Env, expires: string): void {
  if (isAdministrator(env)) return;
  if (!expires) throw userError("The API key must have an expiration date");
  const days = longestKeyDays(env, env.userId);
  const latest = Date.parse(`${env.now.replace(" ", "T")}Z`) + days * DAY_MS;
  if (Date.parse(`${expires.replace(" ", "T")}Z`) > latest)
    throw validationError(`You cannot exceed ${days.toFixed(1)} days.`);
}

/** Sensitive steps come back as a wizard that asks for the password, and run when that is right. */
export const identityModel: Model = {
  model: "res.users.identitycheck",
  label: "Password Check Wizard",
  transient: true,
  fields: {
    request: json("Request", { hidden: true }),
    auth_method: selection("Auth Method", [["password", "Password"]]),
  },
  methods: { run_check: action((env, [id = 0]) => runCheck(env, id)) },
};

interface Pending {
  readonly model: string;
  readonly method: string;
  readonly ids: readonly number[];
}

function confirmIdentity(
  env: Env,
  model: string,
  method: string,
  ids: readonly number[],
  run: () => object,
): object {
  if (env.context.identity_confirmed === CONFIRMED) return run();
  const request = { model, method, ids } satisfies Pending;
  return {
    type: "ir.actions.act_window",
    res_model: "res.users.identitycheck",
    res_id: create(env, "res.users.identitycheck", { request, auth_method: "password" }),
    name: "Access Control",
    target: "new",
    views: [[false, "form"]],
    context: { dialog_size: "medium" },
  };
}

/** A value that no caller can send. */
const CONFIRMED = Symbol("identity confirmed");

function runCheck(env: Env, wizard: number): Value | object {
  const check = env.row("res.users.identitycheck", wizard);
  if (check.create_uid !== env.userId) throw accessError("This check belongs to someone else.");
  const kept = text(env.row("res.users", env.userId).password_hash);
  if (!matchesPassword(String(env.context.password ?? ""), kept))
    throw userError("Incorrect Password, try again or click on Forgot Password to reset your password.");
  const { model, method, ids } = check.request as unknown as Pending;
  const confirmed = env.with({ identity_confirmed: CONFIRMED, password: undefined });
  return env.model(model).methods?.[method]?.run(confirmed, ids, {}) as object;
}
