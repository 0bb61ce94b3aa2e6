import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { DEFAULT_ODOO_SETTINGS, type OdooSettings } from "@/lib/domain/odoo/connection";

interface Shelf {
  readonly location: string;
  readonly quantity: number;
  /** Naive UTC, as Odoo writes it. */
  readonly writeDate?: string;
}

/** A mirrored Odoo with products, locations and quants as its API gives them, changed by hand. */
export class OdooShelves {
  private readonly locations = new Map<string, number>();

  constructor(
    private readonly db: Database,
    private readonly companyId: number,
    readonly connectionId: string,
    private readonly now: () => Date,
  ) {}

  async open(settings: Partial<OdooSettings> = {}): Promise<void> {
    const all = JSON.stringify({ ...DEFAULT_ODOO_SETTINGS, ...settings });
    await this.db.execute(sql`
      insert into odoo_connection (company_id, connection_id, base_url, database, settings)
      values (${this.companyId}, ${this.connectionId}, 'https://odoo.example.com', 'logistics', ${all}::jsonb)`);
    for (const model of ["product.product", "stock.location", "stock.quant"]) {
      await this.db.execute(sql`
        insert into odoo_pull (company_id, connection_id, model, loaded_at, polled_at, next_poll_at)
        values (${this.companyId}, ${this.connectionId}, ${model}, ${this.at}::timestamptz, ${this.at}::timestamptz, ${this.at}::timestamptz)`);
    }
  }

  async product(id: number, code: string | false, more: Record<string, unknown> = {}): Promise<void> {
    await this.put("product.product", id, {
      name: `Product ${id}`,
      default_code: code,
      barcode: false,
      ...more,
    });
  }

  async location(name: string): Promise<number> {
    const id = this.locations.get(name) ?? this.locations.size + 1;
    this.locations.set(name, id);
    await this.put("stock.location", id, { name: name.split("/").at(-1), complete_name: name });
    return id;
  }

  async quant(id: number, productId: number, { location, quantity, writeDate }: Shelf): Promise<void> {
    const locationId = await this.location(location);
    const values = {
      product_id: [productId, `Product ${productId}`],
      location_id: [locationId, location],
      quantity,
    };
    await this.put("stock.quant", id, values, writeDate ?? "2026-11-19 08:00:00");
  }

  /** As a poll that found nothing new. */
  async heard(): Promise<void> {
    await this.db.execute(sql`
      update odoo_pull set polled_at = ${this.at}::timestamptz where company_id = ${this.companyId} and connection_id = ${this.connectionId}`);
  }

  private get at(): string {
    return this.now().toISOString();
  }

  private async put(
    model: string,
    id: number,
    values: Record<string, unknown>,
    writeDate: string | null = null,
  ) {
    await this.db.execute(sql`
      insert into odoo_record (company_id, connection_id, model, odoo_id, "values", content_hash, write_date, read_at, changed_at)
      values (${this.companyId}, ${this.connectionId}, ${model}, ${id}, ${JSON.stringify({ id, ...values })}::jsonb, '', ${writeDate},
        ${this.at}::timestamptz, ${this.at}::timestamptz)
      on conflict (company_id, connection_id, model, odoo_id) do update set "values" = excluded."values",
        write_date = excluded.write_date, changed_at = excluded.changed_at`);
  }
}
