export interface OdooAccess {
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly password: string;
}

/** One call as the administrator. Nothing of Milepost's own client: what is proven must not vouch for itself. */
export type AdminCall = <T>(
  model: string,
  method: string,
  args: readonly unknown[],
  kwargs?: object,
) => Promise<T>;

export async function openAdmin({ url, database, login, password }: OdooAccess): Promise<AdminCall> {
  const uid = await jsonRpc<number | false>(url, "common", "login", [database, login, password]);
  if (!uid) throw new Error(`${url} does not take ${login}'s password. Nothing was written.`);
  return (model, method, args, kwargs = {}) =>
    jsonRpc(url, "object", "execute_kw", [database, uid, password, model, method, args, kwargs]);
}

async function jsonRpc<T>(
  url: string,
  service: string,
  method: string,
  args: readonly unknown[],
): Promise<T> {
  const answer = await fetch(new URL("/jsonrpc", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "call", params: { service, method, args } }),
  });
  const { result, error } = (await answer.json()) as {
    result?: T;
    error?: { data?: { name?: string; message?: string } };
  };
  if (error) throw new AdminError(error.data?.name ?? "unknown", error.data?.message ?? "no message");
  return result as T;
}

export class AdminError extends Error {
  override readonly name = "AdminError";
  constructor(
    readonly exception: string,
    message: string,
  ) {
    super(`${exception}: ${message.slice(0, 300)}`);
  }

  /** Two writers met on one record; Odoo gave up repeating. */
  get isCollision(): boolean {
    return /serialize|deadlock|LockNotAvailable|lock/i.test(`${this.exception} ${this.message}`);
  }
}
