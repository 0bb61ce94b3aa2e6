import type { OdooSession } from "./session";

export type Values = Readonly<Record<string, unknown>>;
export type Row = Readonly<Record<string, unknown>> & { readonly id: number };
type Domain = readonly (readonly [string, string, unknown])[];

/** English and without invitations by e-mail, whatever the administrator's own language is. */
const CONTEXT = { lang: "en_US", active_test: false, no_reset_password: true } as const;

/** The few calls an administrator's session is used for, with their shapes. */
export interface OdooAdmin {
  find(model: string, domain: Domain, fields: readonly string[]): Promise<readonly Row[]>;
  create(model: string, values: Values): Promise<number>;
  write(model: string, ids: readonly number[], values: Values): Promise<void>;
  /** Names of the model's fields; undefined when this Odoo has no such model. */
  fieldNames(model: string): Promise<ReadonlySet<string> | undefined>;
  run(model: string, method: string, ids: readonly number[], context?: Values): Promise<unknown>;
}

export function odooAdmin(session: OdooSession): OdooAdmin {
  const find: OdooAdmin["find"] = async (model, domain, fields) => {
    const keywords = { context: CONTEXT };
    const found = await session.call({ model, method: "search_read", args: [domain, fields], keywords });
    return found as readonly Row[];
  };
  return {
    find,
    async create(model, values) {
      const keywords = { context: CONTEXT };
      const made = await session.call({ model, method: "create", args: [[values]], keywords });
      return (made as readonly number[])[0] ?? 0;
    },
    async write(model, ids, values) {
      await session.call({ model, method: "write", args: [ids, values], keywords: { context: CONTEXT } });
    },
    async fieldNames(model) {
      const known = await find("ir.model", [["model", "=", model]], ["id"]);
      if (known.length === 0) return undefined;
      const keywords = { attributes: ["type"], context: CONTEXT };
      const fields = await session.call({ model, method: "fields_get", args: [], keywords });
      return new Set(Object.keys(fields as object));
    },
    run(model, method, ids, context = {}) {
      const keywords = { context: { ...CONTEXT, ...context } };
      return session.call({ model, method, args: [ids], keywords });
    },
  };
}
