import { hashKey, matchesPassword } from "../models/technical/secrets";
import { text } from "../registry/values";
import type { Engine } from "./engine";

/** The user an API key belongs to, unless the key ran out or the user is archived. */
export function userOfKey(engine: Engine, key: string, now: string): number | undefined {
  const table = engine.store.table("res.users.apikeys");
  for (const id of table.pointingTo("hash", hashKey(key))) {
    const row = table.rows.get(id);
    const expires = text(row?.expiration_date);
    if (expires && expires < now) continue;
    const user = engine.store.table("res.users").rows.get(Number(row?.user_id));
    if (user && user.active !== false) return user.id;
  }
  return undefined;
}

export function userOfPassword(engine: Engine, login: string, password: string): number | undefined {
  const table = engine.store.table("res.users");
  for (const id of table.pointingTo("login", login)) {
    const user = table.rows.get(id);
    if (user?.active !== false && matchesPassword(password, text(user?.password_hash))) return id;
  }
  return undefined;
}
