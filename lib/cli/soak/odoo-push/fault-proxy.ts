import { connect, createServer, type Server, type Socket } from "node:net";
import type { Random } from "@/lib/simulator/random";

/** What can happen to one request between us and Odoo. */
export const FAULTS = ["cut_before", "cut_after", "delayed", "duplicated", "outage"] as const;
export type Fault = (typeof FAULTS)[number];

/** Chances per request. */
export interface FaultRates {
  readonly cutBefore: number;
  readonly cutAfter: number;
  readonly delayed: number;
  readonly duplicated: number;
}

export interface FaultProxy {
  readonly url: string;
  readonly counts: Readonly<Record<Fault, number>>;
  /** Copies and delayed requests that have not reached Odoo yet, or that it still works on. */
  pending(): number;
  /** Cuts every connection and takes none for so long. */
  goAway(ms: number): void;
  /** From now on everything goes straight through. */
  heal(): void;
  close(): Promise<void>;
}

interface Options {
  readonly upstream: { readonly host: string; readonly port: number };
  readonly rates: FaultRates;
  readonly random: Random;
  /** A delay is drawn up to this; longer than the client's time-out, so that a request arrives after it was given up. */
  readonly longestDelayMs: number;
}

/**
 * Stands between the worker and Odoo and does to whole requests what networks do: loses them, loses the replies, holds them back until the
 * client has given up, or delivers them twice on two connections.
 */
export function startFaultProxy({ upstream, rates, random, longestDelayMs }: Options): Promise<FaultProxy> {
  const counts: Record<Fault, number> = { cut_before: 0, cut_after: 0, delayed: 0, duplicated: 0, outage: 0 };
  const sockets = new Set<Socket>();
  let pending = 0;
  let isHealed = false;
  let awayUntilMs = 0;
  const drawn = (): Fault | undefined => {
    if (isHealed) return undefined;
    const at = random.next();
    const { cutBefore, cutAfter, delayed, duplicated } = rates;
    if (at < cutBefore) return "cut_before";
    if (at < cutBefore + cutAfter) return "cut_after";
    if (at < cutBefore + cutAfter + delayed) return "delayed";
    return at < cutBefore + cutAfter + delayed + duplicated ? "duplicated" : undefined;
  };

  /** The same bytes on a connection of their own; nobody hears the answer. */
  const sendCopy = (bytes: Buffer) => {
    pending += 1;
    const copy = connect(upstream, () => copy.write(bytes));
    const end = () => {
      copy.destroy();
    };
    copy.once("data", end);
    copy.once("error", end);
    copy.once("close", () => {
      pending -= 1;
    });
    copy.setTimeout(60_000, end);
  };

  const serve = (client: Socket) => {
    sockets.add(client);
    client.on("close", () => sockets.delete(client));
    client.on("error", () => client.destroy());
    const server = connect(upstream);
    server.on("error", () => client.destroy());
    server.on("close", () => client.destroy());
    client.on("close", () => server.destroy());
    let replyIsCut = false;
    server.on("data", (bytes) => {
      if (replyIsCut) client.destroy();
      else client.write(bytes);
    });
    const onRequest = (bytes: Buffer) => {
      const fault = drawn();
      if (fault) counts[fault] += 1;
      if (fault === "cut_before") return client.destroy();
      if (fault === "cut_after") {
        // Half of them while Odoo still works on it.
        if (random.chance(0.5)) sendCopy(bytes);
        else {
          replyIsCut = true;
          server.write(bytes);
          return;
        }
        return client.destroy();
      }
      if (fault === "delayed") return delay(bytes);
      if (fault === "duplicated") {
        if (random.chance(0.5)) sendCopy(bytes);
        else later(random.between(0, longestDelayMs), () => sendCopy(bytes));
      }
      server.write(bytes);
    };
    const delay = (bytes: Buffer) =>
      later(random.between(50, longestDelayMs), () => {
        // The client may have given up: the request arrives all the same.
        if (client.destroyed) sendCopy(bytes);
        else server.write(bytes);
      });
    client.on("data", wholeRequests(onRequest));
  };

  const later = (ms: number, run: () => void) => {
    pending += 1;
    setTimeout(() => {
      pending -= 1;
      run();
    }, ms);
  };

  const server = createServer((client) => {
    if (Date.now() < awayUntilMs) client.destroy();
    else serve(client);
  });
  return listening(server).then((port) => ({
    url: `http://127.0.0.1:${port}`,
    counts,
    pending: () => pending,
    goAway: (ms) => {
      if (isHealed) return;
      counts.outage += 1;
      awayUntilMs = Date.now() + ms;
      for (const socket of sockets) socket.destroy();
    },
    heal: () => {
      isHealed = true;
      awayUntilMs = 0;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  }));
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address === "object" && address) resolve(address.port);
    });
  });
}

const HEAD_END = Buffer.from("\r\n\r\n");

/** Cuts the stream of one connection into requests; our client states the length of each and waits for the answer before the next. */
function wholeRequests(onRequest: (bytes: Buffer) => void): (chunk: Buffer) => void {
  let held = Buffer.alloc(0);
  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const head = held.indexOf(HEAD_END);
      if (head < 0) return;
      const length = /content-length: (\d+)/i.exec(held.subarray(0, head).toString("latin1"))?.[1];
      const end = head + HEAD_END.length + Number(length ?? 0);
      if (held.length < end) return;
      const request = Buffer.from(held.subarray(0, end));
      held = Buffer.from(held.subarray(end));
      onRequest(request);
    }
  };
}
