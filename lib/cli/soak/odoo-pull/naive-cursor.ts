import { setTimeout as sleep } from "node:timers/promises";
import type { AdminCall } from "./admin-rpc";

/** What a poller with a plain cursor has: the control that shows what there was to lose. */
export class NaiveCursor {
  readonly held = new Map<number, string>();
  private cursor: string;
  private stopped = false;
  private ended: Promise<void> | undefined;

  constructor(
    private readonly call: AdminCall,
    private readonly model: string,
    startAt: string,
  ) {
    this.cursor = startAt;
  }

  start(): void {
    this.ended = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.ended;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.poll();
      await sleep(1_000);
    }
    await this.poll();
  }

  private async poll(): Promise<void> {
    const domain = [["write_date", ">", this.cursor]];
    const options = { fields: ["write_date"], order: "write_date, id" };
    const rows = await this.call<{ id: number; write_date: string }[]>(
      this.model,
      "search_read",
      [domain],
      options,
    );
    for (const { id, write_date: at } of rows) {
      this.held.set(id, at);
      if (at > this.cursor) this.cursor = at;
    }
  }
}
