import type { OdooClient } from "@/lib/connectors/odoo/client/odoo-client";
import type { ExchangeLog } from "./exchange-log";

/** Runs one call of a client, or refuses it: the connection's breaker. */
export type Guard = <T>(call: () => Promise<T>) => Promise<T>;

export interface Watch {
  readonly guard: Guard;
  readonly log: ExchangeLog;
  /** Around every call that changes something; for tests that end a worker there. */
  readonly onWrite: (moment: "before" | "after", what: string) => Promise<void>;
  /** Whether a changing call was answered since the watch began. */
  wrote: boolean;
}

/** The client with every call through the breaker and into the log. */
export function watchedClient(client: OdooClient, watch: Watch): OdooClient {
  const reading = async <T>(call: string, model: string, given: unknown, run: () => Promise<T>) => {
    const answered = watch.log.ask({ call, model, given });
    const reply = await watch.guard(run);
    answered(reply);
    return reply;
  };
  const writing = async <T>(call: string, model: string, given: unknown, run: () => Promise<T>) => {
    await watch.onWrite("before", `${model}.${call}`);
    const reply = await reading(call, model, given, run);
    watch.wrote = true;
    await watch.onWrite("after", `${model}.${call}`);
    return reply;
  };
  return {
    transport: client.transport,
    whoAmI: () => watch.guard(() => client.whoAmI()),
    searchRead: (model, domain, fields, options) =>
      reading("search_read", model, { domain, fields }, () =>
        client.searchRead(model, domain, fields, options),
      ),
    search: (model, domain, options) =>
      reading("search", model, { domain }, () => client.search(model, domain, options)),
    searchCount: (model, domain, context) =>
      reading("search_count", model, { domain }, () => client.searchCount(model, domain, context)),
    read: (model, ids, fields, context) =>
      reading("read", model, { ids, fields }, () => client.read(model, ids, fields, context)),
    fieldsGet: (model, attributes, context) =>
      watch.guard(() => client.fieldsGet(model, attributes, context)),
    create: (model, values, context) =>
      writing("create", model, { values, context }, () => client.create(model, values, context)),
    write: (model, ids, values, context) =>
      writing("write", model, { ids, values, context }, () => client.write(model, ids, values, context)),
    call: (model, method, ids, parameters, context) =>
      writing(method, model, { ids, ...parameters, context }, () =>
        client.call(model, method, ids, parameters, context),
      ),
    load: (model, fields, rows, context) =>
      writing("load", model, { fields, rows: withoutBytes(fields, rows), context }, () =>
        client.load(model, fields, rows, context),
      ),
  };
}

/** `datas` are the bytes of a file. */
function withoutBytes(fields: readonly string[], rows: readonly (readonly string[])[]) {
  const place = fields.indexOf("datas");
  if (place < 0) return rows;
  return rows.map((row) =>
    row.map((value, index) => (index === place ? `(${value.length} characters)` : value)),
  );
}
