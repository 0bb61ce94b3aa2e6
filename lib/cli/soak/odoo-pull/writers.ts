import { setTimeout as sleep } from "node:timers/promises";
import { type AdminCall, AdminError } from "./admin-rpc";

export interface WriterReport {
  /** Orders and deliveries created or changed, each counted once. */
  readonly documents: number;
  readonly calls: number;
  /** Transactions that were open for three seconds or longer. */
  readonly heldOpen: number;
  readonly longestMs: number;
  /** Bursts of single writes within one second. */
  readonly bursts: number;
}

export interface Writers {
  readonly finished: Promise<WriterReport>;
  documents(): number;
}

interface Options {
  readonly call: AdminCall;
  readonly minutes: number;
  readonly documents: number;
  /** Named after the run, so that two runs and other people's data are told apart. */
  readonly name: string;
}

const HELD_MS = 3_000;
const FIRST_BATCH = 20;
const LARGEST_BATCH = 150;
const QUOTATIONS = 20;
const BURST = 12;

interface World {
  readonly partner: number;
  readonly products: readonly number[];
}

/**
 * People and programs at work in one Odoo at once: orders created and confirmed many at a time, sized so that the transaction stays open for three
 * seconds; single edits; bursts within one second; one write over many records.
 */
export function startWriters(options: Options): Writers {
  const run = new Run(options);
  return { finished: run.finish(), documents: () => run.documents };
}

class Run {
  private readonly orders: number[] = [];
  private readonly pickings: number[] = [];
  private readonly touched = new Set<string>();
  private readonly tally = { calls: 0, heldOpen: 0, longestMs: 0, bursts: 0 };
  private readonly endAt: number;
  private readonly giveUpAt: number;
  private edits = 0;

  constructor(private readonly options: Options) {
    const ms = options.minutes * 60_000;
    this.endAt = Date.now() + ms;
    this.giveUpAt = Date.now() + ms * 2 + 60_000;
  }

  get documents(): number {
    return this.touched.size;
  }

  async finish(): Promise<WriterReport> {
    const world = await this.findWorld();
    const small = [this.quote(world), this.edit(), this.burst(), this.writeMany()];
    await Promise.all([this.confirmBatches(world), ...small]);
    return { documents: this.documents, ...this.tally };
  }

  private get goesOn(): boolean {
    const now = Date.now();
    return now < this.endAt || (this.documents < this.options.documents && now < this.giveUpAt);
  }

  /** Batches leave off when there are enough documents; the small writes go on until the time is over. */
  private get wantsMore(): boolean {
    return this.goesOn && this.documents < this.options.documents;
  }

  private async findWorld(): Promise<World> {
    const { call, name } = this.options;
    const partner = await call<number>("res.partner", "create", [{ name: `${name} customer` }]);
    const products = await call<number[]>("product.product", "search", [[["sale_ok", "=", true]]], {
      limit: 5,
    });
    return { partner, products };
  }

  private async createOrders({ partner, products }: World, size: number): Promise<readonly number[]> {
    const values = Array.from({ length: size }, (_, index) => ({
      partner_id: partner,
      client_order_ref: `${this.options.name}-${index}`,
      order_line: [0, 1].map((line) => [
        0,
        0,
        { product_id: products[(index + line) % products.length], product_uom_qty: 1 + line },
      ]),
    }));
    return (await this.do<number[]>("sale.order", "create", [values])) ?? [];
  }

  /** Orders that stay quotations. */
  private async quote(world: World): Promise<void> {
    while (this.wantsMore) {
      this.note("sale.order", await this.createOrders(world, QUOTATIONS), this.orders);
      await sleep(4_000);
    }
  }

  private async confirmBatches(world: World): Promise<void> {
    let size = FIRST_BATCH;
    while (this.wantsMore) {
      const orders = await this.createOrders(world, size);
      if (orders.length === 0) continue;
      const startedAt = Date.now();
      await this.do("sale.order", "action_confirm", [orders]);
      const tookMs = Math.max(1, Date.now() - startedAt);
      this.note("sale.order", orders, this.orders);
      const found = await this.do<number[]>("stock.picking", "search", [[["sale_id", "in", orders]]]);
      this.note("stock.picking", found ?? [], this.pickings);
      size = Math.max(FIRST_BATCH, Math.min(LARGEST_BATCH, Math.round((size * HELD_MS * 1.3) / tookMs)));
    }
  }

  private async edit(): Promise<void> {
    while (this.goesOn) {
      await this.editOne();
      await sleep(60);
    }
  }

  /** Many short transactions of one second, as at the end of a shift. */
  private async burst(): Promise<void> {
    while (this.goesOn) {
      await sleep(1_500);
      for (let index = 0; index < BURST; index += 1) await this.editOne();
      this.tally.bursts += 1;
    }
  }

  /** One transaction over many records: all of them carry the time it began. */
  private async writeMany(): Promise<void> {
    while (this.goesOn) {
      await sleep(2_500);
      const some = this.pickings.filter((_, index) => index % 7 === this.edits % 7).slice(-60);
      if (some.length === 0) continue;
      const values = { origin: `${this.options.name} ${this.edits}` };
      await this.do("stock.picking", "write", [some, values]);
      this.note("stock.picking", some);
    }
  }

  private async editOne(): Promise<void> {
    this.edits += 1;
    const isOrder = this.edits % 2 === 0;
    const from = isOrder ? this.orders : this.pickings;
    const id = from[(this.edits * 7919) % Math.max(1, from.length)];
    if (id === undefined) {
      await sleep(50);
      return;
    }
    const model = isOrder ? "sale.order" : "stock.picking";
    const text = `${this.options.name} edit ${this.edits}`;
    await this.do(model, "write", [[id], isOrder ? { client_order_ref: text } : { origin: text }]);
    this.note(model, [id]);
  }

  /** Undefined where two writers met and Odoo gave up: nothing was written then. */
  private async do<T>(model: string, method: string, args: readonly unknown[]): Promise<T | undefined> {
    const startedAt = Date.now();
    try {
      return await this.options.call<T>(model, method, args);
    } catch (error) {
      if (error instanceof AdminError && error.isCollision) return undefined;
      throw error;
    } finally {
      const tookMs = Date.now() - startedAt;
      this.tally.calls += 1;
      if (method !== "search" && tookMs >= HELD_MS) this.tally.heldOpen += 1;
      this.tally.longestMs = Math.max(this.tally.longestMs, tookMs);
    }
  }

  private note(model: string, ids: readonly number[], list?: number[]): void {
    for (const id of ids) this.touched.add(`${model},${id}`);
    list?.push(...ids);
  }
}
