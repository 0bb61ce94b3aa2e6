import { checkCall, checkValues } from "./allow-list";
import { callerBug, checkDomain, checkFields, checkIds, checkMethod, checkModel } from "./guards";
import type { OdooClient, OdooRecord, SearchReadOptions } from "./odoo-client";
import { OdooError } from "./odoo-error";
import type { OdooTransport } from "./transport";

/** Enough for one page of anything; who wants more pages by id. */
const DEFAULT_LIMIT = 10_000;
const DEFAULT_ID_LIMIT = 2_000_000;

/** The client over either transport: guards and the allow-list before, checks of the answer's shape behind. */
export class OdooHttpClient implements OdooClient {
  constructor(private readonly wire: OdooTransport) {}

  get transport() {
    return this.wire.kind;
  }

  async whoAmI(): ReturnType<OdooClient["whoAmI"]> {
    const said = await this.wire.send({
      model: "res.users",
      method: "context_get",
      parameters: {},
      effect: "read",
    });
    const { uid, lang, tz } = (said ?? {}) as Record<string, unknown>;
    return {
      uid: typeof uid === "number" ? uid : await this.wire.userId(),
      lang: typeof lang === "string" ? lang : "en_US",
      tz: typeof tz === "string" ? tz : "UTC",
    };
  }

  async searchRead(...[model, domain, fields, options = {}]: Parameters<OdooClient["searchRead"]>) {
    checkModel(model);
    checkDomain(domain, `search_read of ${model}`);
    checkFields(fields, `search_read of ${model}`);
    const limit = limitOf(options, DEFAULT_LIMIT);
    const { order, context } = options;
    const found = await this.wire.send({
      model,
      method: "search_read",
      parameters: { domain, fields, limit, ...(order ? { order } : {}) },
      effect: "read",
      ...(context ? { context } : {}),
    });
    const records = listOf<OdooRecord>(found, isRecord);
    if (options.limit === undefined && records.length === limit) tooMany(model, limit);
    return records;
  }

  async search(...[model, domain, options = {}]: Parameters<OdooClient["search"]>) {
    checkModel(model);
    checkDomain(domain, `search of ${model}`);
    const limit = limitOf(options, DEFAULT_ID_LIMIT);
    const { context } = options;
    const found = await this.wire.send({
      model,
      method: "search",
      parameters: { domain, limit, order: options.order ?? "id" },
      positional: ["domain"],
      effect: "read",
      ...(context ? { context } : {}),
    });
    const ids = listOf<number>(found, isId);
    if (options.limit === undefined && ids.length === limit) tooMany(model, limit);
    return ids;
  }

  async searchCount(...[model, domain, context]: Parameters<OdooClient["searchCount"]>) {
    checkModel(model);
    checkDomain(domain, `search_count of ${model}`);
    const count = await this.wire.send({
      model,
      method: "search_count",
      parameters: { domain },
      positional: ["domain"],
      effect: "read",
      ...(context ? { context } : {}),
    });
    return typeof count === "number" ? count : wrongShape("search_count");
  }

  async read(...[model, ids, fields, context]: Parameters<OdooClient["read"]>) {
    checkModel(model);
    checkIds(ids, `read of ${model}`);
    checkFields(fields, `read of ${model}`);
    const found = await this.wire.send({
      model,
      method: "read",
      ids,
      parameters: { fields },
      effect: "read",
      ...(context ? { context } : {}),
    });
    const records = listOf<OdooRecord>(found, isRecord);
    const present = new Set(records.map((record) => record.id));
    return { records, missing: [...new Set(ids)].filter((id) => !present.has(id)) };
  }

  async fieldsGet(...[model, attributes, context]: Parameters<OdooClient["fieldsGet"]>) {
    checkModel(model);
    const found = await this.wire.send({
      model,
      method: "fields_get",
      parameters: { attributes },
      effect: "read",
      ...(context ? { context } : {}),
    });
    if (typeof found !== "object" || found === null || Array.isArray(found)) return wrongShape("fields_get");
    return found as Awaited<ReturnType<OdooClient["fieldsGet"]>>;
  }

  async create(...[model, values, context]: Parameters<OdooClient["create"]>) {
    checkModel(model);
    checkValues(model, "create", Object.keys(values));
    const made = await this.wire.send({
      model,
      method: "create",
      parameters: { vals_list: [values] },
      positional: ["vals_list"],
      effect: "write",
      ...(context ? { context } : {}),
    });
    const id = Array.isArray(made) && made.length === 1 ? made[0] : undefined;
    return isId(id) ? id : lostShape("create");
  }

  async write(...[model, ids, values, context]: Parameters<OdooClient["write"]>) {
    checkModel(model);
    checkIds(ids, `write of ${model}`);
    checkValues(model, "write", Object.keys(values));
    const done = await this.wire.send({
      model,
      method: "write",
      ids,
      parameters: { vals: values },
      positional: ["vals"],
      effect: "write",
      ...(context ? { context } : {}),
    });
    if (done !== true) lostShape("write");
  }

  async call(...[model, method, ids, parameters = {}, context]: Parameters<OdooClient["call"]>) {
    checkModel(model);
    checkMethod(method);
    checkIds(ids, `${method} of ${model}`);
    checkCall(model, method, Object.keys(parameters));
    return this.wire.send({
      model,
      method,
      ids,
      parameters,
      effect: "write",
      ...(context ? { context } : {}),
    });
  }

  async load(...[model, fields, rows, context]: Parameters<OdooClient["load"]>) {
    checkModel(model);
    checkValues(model, "load", fields);
    if (rows.length === 0 || rows.some((row) => row.length !== fields.length)) {
      callerBug(`load of ${model} was called with rows that do not fit its fields.`);
    }
    if (rows.some((row) => row.some((value) => typeof value !== "string"))) {
      callerBug(`load of ${model} takes text only.`);
    }
    const said = await this.wire.send({
      model,
      method: "load",
      parameters: { fields, data: rows },
      positional: ["fields", "data"],
      effect: "write",
      ...(context ? { context } : {}),
    });
    const { ids, messages } = (said ?? {}) as { ids?: unknown; messages?: unknown };
    if (!Array.isArray(messages) || (ids !== false && !(Array.isArray(ids) && ids.every(isId)))) {
      return lostShape("load");
    }
    return { ids: ids as number[] | false, messages: messages as readonly { readonly message: string }[] };
  }
}

function limitOf({ limit }: SearchReadOptions, absent: number): number {
  if (limit === undefined) return absent;
  return Number.isSafeInteger(limit) && limit > 0 ? limit : callerBug("A limit has to be above zero.");
}

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

const isRecord = (value: unknown): value is OdooRecord =>
  typeof value === "object" && value !== null && "id" in value && isId(value.id);

function listOf<T>(value: unknown, isOne: (one: unknown) => one is T): readonly T[] {
  return Array.isArray(value) && value.every(isOne) ? value : wrongShape("a list");
}

function tooMany(model: string, limit: number): never {
  throw new OdooError(
    "caller_bug",
    `${model} has at least ${limit} matches and no limit was given. Page by id.`,
  );
}

function wrongShape(what: string): never {
  throw new OdooError("protocol", `Odoo answered ${what} with something else than documented.`);
}

/** After a write nobody can tell from such an answer what was done. */
function lostShape(what: string): never {
  throw new OdooError(
    "uncertain",
    `Odoo answered ${what} with something else than documented; it may have been done.`,
  );
}
