import { connect, createServer, type Server, type Socket } from "node:net";
import type { Random } from "@/lib/simulator/random";
import { wholeRequests } from "./whole-requests";

/** What can happen to one request between us and Odoo; an outage cuts all of them for a while. */
export const FAULTS = ["cut_before", "cut_after", "delayed", "duplicated", "outage"] as const;
export type Fault = (typeof FAULTS)[number];

/** Chances per request; together at most 1. */
export interface FaultRates {
  readonly cutBefore: number;
  readonly cutAfter: number;
  readonly delayed: number;
  readonly duplicated: number;
}

interface Options {
  readonly upstream: { readonly host: string; readonly port: number };
  readonly rates: FaultRates;
  readonly random: Random;
  /** Delays are drawn up to this; longer than the client's time-out, so that a request arrives after it was given up. */
  readonly longestDelayMs: number;
}

const COPY_GIVEN_UP_MS = 60_000;

/**
 * Stands between the worker and Odoo and does to whole requests what networks do: loses them, loses the replies, holds them back until the client has
 * given up, or delivers them twice on two connections.
 */
export class FaultProxy {
  readonly counts: Record<Fault, number> = {
    cut_before: 0,
    cut_after: 0,
    delayed: 0,
    duplicated: 0,
    outage: 0,
  };
  private readonly clients = new Set<Socket>();
  private readonly server: Server;
  private held = 0;
  private isHealed = false;
  private awayUntilMs = 0;

  constructor(private readonly options: Options) {
    this.server = createServer((client) => {
      if (Date.now() < this.awayUntilMs) client.destroy();
      else this.serve(client);
    });
  }

  /** @returns its address. */
  start(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(0, "127.0.0.1", () => {
        const address = this.server.address();
        if (typeof address === "object" && address) resolve(`http://127.0.0.1:${address.port}`);
      });
    });
  }

  /** Copies and delayed requests that Odoo has not answered yet. */
  get pending(): number {
    return this.held;
  }

  /** Cuts every connection and takes none for so long. */
  goAway(ms: number): void {
    this.counts.outage += 1;
    this.awayUntilMs = Date.now() + ms;
    for (const client of this.clients) client.destroy();
  }

  /** From now on everything goes straight through. */
  heal(): void {
    this.isHealed = true;
    this.awayUntilMs = 0;
  }

  close(): Promise<void> {
    for (const client of this.clients) client.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private serve(client: Socket): void {
    this.clients.add(client);
    const odoo = connect(this.options.upstream);
    const link = { client, odoo, isReplyCut: false };
    client.on("error", () => client.destroy());
    client.on("close", () => {
      this.clients.delete(client);
      odoo.destroy();
    });
    odoo.on("error", () => client.destroy());
    odoo.on("close", () => client.destroy());
    odoo.on("data", (bytes) => {
      if (link.isReplyCut) client.destroy();
      else client.write(bytes);
    });
    client.on(
      "data",
      wholeRequests((bytes) => this.pass(link, bytes)),
    );
  }

  private pass(link: { client: Socket; odoo: Socket; isReplyCut: boolean }, bytes: Buffer): void {
    const { random, longestDelayMs } = this.options;
    const { client, odoo } = link;
    const fault = this.drawFault();
    if (fault) this.counts[fault] += 1;
    switch (fault) {
      case "cut_before":
        client.destroy();
        return;
      case "cut_after":
        // Half of them while Odoo still works on it, half when its answer is there.
        link.isReplyCut = true;
        if (random.chance(0.5)) {
          this.sendCopy(bytes);
          client.destroy();
        } else odoo.write(bytes);
        return;
      case "delayed":
        // The client may have given up by then: the request arrives all the same.
        this.after(random.between(50, longestDelayMs), () => {
          if (client.destroyed) this.sendCopy(bytes);
          else odoo.write(bytes);
        });
        return;
      case "duplicated":
        // Half of them at the same moment, half some time later.
        if (random.chance(0.5)) this.sendCopy(bytes);
        else this.after(random.between(0, longestDelayMs), () => this.sendCopy(bytes));
        odoo.write(bytes);
        return;
      default:
        odoo.write(bytes);
    }
  }

  private drawFault(): Fault | undefined {
    if (this.isHealed) return undefined;
    const { cutBefore, cutAfter, delayed, duplicated } = this.options.rates;
    const at = this.options.random.next();
    if (at < cutBefore) return "cut_before";
    if (at < cutBefore + cutAfter) return "cut_after";
    if (at < cutBefore + cutAfter + delayed) return "delayed";
    return at < cutBefore + cutAfter + delayed + duplicated ? "duplicated" : undefined;
  }

  /** The same bytes on a connection of their own; nobody hears the answer. */
  private sendCopy(bytes: Buffer): void {
    this.held += 1;
    const copy = connect(this.options.upstream, () => copy.write(bytes));
    copy.once("data", () => copy.destroy());
    copy.once("error", () => copy.destroy());
    copy.once("close", () => {
      this.held -= 1;
    });
    copy.setTimeout(COPY_GIVEN_UP_MS, () => copy.destroy());
  }

  private after(ms: number, run: () => void): void {
    this.held += 1;
    setTimeout(() => {
      this.held -= 1;
      run();
    }, ms);
  }
}
