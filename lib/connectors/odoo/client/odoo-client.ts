import type { OdooTransportKind } from "@/lib/domain/odoo/connection";

/** A record as the API gives it: many2one `[id, "name"]`, empty `false`, datetimes naive UTC `YYYY-MM-DD HH:MM:SS`. */
export type OdooRecord = Readonly<Record<string, unknown>> & { readonly id: number };

/** One leaf or operator of an Odoo domain: `["state", "=", "done"]`, `"|"`. */
export type OdooDomain = readonly (readonly [string, string, unknown] | "|" | "&" | "!")[];

export type OdooContext = Readonly<Record<string, unknown>>;

export interface SearchReadOptions {
  readonly limit?: number;
  readonly order?: string;
  readonly context?: OdooContext;
}

/**
 * Everything Milepost may do with an Odoo. Every call throws `OdooError` (see `odoo-error.ts`) and nothing else.
 *
 * At most two calls are in flight per Odoo, over all clients of one base address in this process. Reads name their fields and their domain;
 * ids are positive integers, checked. `create`, `write`, `call` and `load` refuse what `allow-list.ts` does not list, before anything is sent.
 */
export interface OdooClient {
  readonly transport: OdooTransportKind;
  /** Who the key belongs to, and that user's language and zone. */
  whoAmI(): Promise<{ readonly uid: number; readonly lang: string; readonly tz: string }>;
  searchRead(
    model: string,
    domain: OdooDomain,
    fields: readonly string[],
    options?: SearchReadOptions,
  ): Promise<readonly OdooRecord[]>;
  /** Ids only, ascending. */
  search(model: string, domain: OdooDomain, options?: SearchReadOptions): Promise<readonly number[]>;
  searchCount(model: string, domain: OdooDomain, context?: OdooContext): Promise<number>;
  /** Missing ids come back in `missing`, never silently dropped. */
  read(
    model: string,
    ids: readonly number[],
    fields: readonly string[],
    context?: OdooContext,
  ): Promise<{ readonly records: readonly OdooRecord[]; readonly missing: readonly number[] }>;
  fieldsGet(
    model: string,
    attributes: readonly string[],
    context?: OdooContext,
  ): Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>>;
  create(model: string, values: Readonly<Record<string, unknown>>, context?: OdooContext): Promise<number>;
  write(
    model: string,
    ids: readonly number[],
    values: Readonly<Record<string, unknown>>,
    context?: OdooContext,
  ): Promise<void>;
  /**
   * A public method on records. What it returns is handed back as is: an `ir.actions.act_window` object means that a wizard opened and nothing
   * was done; callers check.
   */
  call(
    model: string,
    method: string,
    ids: readonly number[],
    parameters?: Readonly<Record<string, unknown>>,
    context?: OdooContext,
  ): Promise<unknown>;
  /**
   * `load()`: creates or finds by external id. `ids: false` with messages means that nothing was written.
   * Values are strings; `field/.id` takes a database id.
   */
  load(
    model: string,
    fields: readonly string[],
    rows: readonly (readonly string[])[],
    context?: OdooContext,
  ): Promise<{
    readonly ids: readonly number[] | false;
    readonly messages: readonly { readonly message: string }[];
  }>;
}
