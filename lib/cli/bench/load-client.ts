import { loadSource } from "@/lib/cli/soak/load-messages";
import { type Secrets, signedHeaders } from "@/lib/cli/soak/partners";
import { quantile } from "@/lib/cli/soak/quantile";
import { type Connection, openConnection } from "./keep-alive";

/** A process of its own: what it costs to make load must not slow the one that keeps the books, nor the other way round. */
export interface LoadOrder {
  readonly target: "intake" | "empty";
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** How many signed posts to make beforehand; signing is the partner's work, not ours. */
  readonly prepared: number;
  readonly secrets: Secrets;
  readonly seed: number;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly answers: Readonly<Record<string, number>>;
  /** Share of one core this process used. */
  readonly clientLoad: number;
}

const SIGNED = new Set(["soak-tms", "soak-carrier"]);
/** Answers at once, reads and writes nothing: the least this server can do. */
const EMPTY = Buffer.from("GET /api/health/live HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");

function signedPosts({ prepared, secrets, seed }: LoadOrder): Buffer[] {
  const source = loadSource(seed);
  const posts: Buffer[] = [];
  while (posts.length < prepared) {
    const message = source.next();
    if (!SIGNED.has(message.partner)) continue;
    const headers = Object.entries(signedHeaders(message, secrets, Date.now()));
    const head = [
      `POST /api/inbound/${message.partner} HTTP/1.1`,
      "host: 127.0.0.1",
      "content-type: application/edi-x12",
      `content-length: ${message.body.byteLength}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
    ];
    posts.push(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), message.body]));
  }
  return posts;
}

/** Connections that were all heard once: a busy server takes its time to accept them, and that is not what is measured. */
async function openAll({ port, connections }: LoadOrder): Promise<Connection[]> {
  const opened: Connection[] = [];
  while (opened.length < connections) {
    const connection = await openConnection(port);
    await connection.exchange(EMPTY);
    opened.push(connection);
  }
  return opened;
}

async function run(order: LoadOrder): Promise<LoadResult> {
  const posts = order.target === "intake" ? signedPosts(order) : [];
  const connections = await openAll(order);
  const times: number[] = [];
  const answers: Record<string, number> = {};
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  const until = from + order.seconds * 1_000;
  const work = async (connection: Connection) => {
    for (let sentAt = performance.now(); sentAt < until; sentAt = performance.now()) {
      const request = order.target === "empty" ? EMPTY : posts.pop();
      if (!request) break;
      const status = await connection.exchange(request);
      times.push(performance.now() - sentAt);
      answers[status] = (answers[status] ?? 0) + 1;
    }
  };
  await Promise.all(connections.map(work));
  const elapsedMs = performance.now() - from;
  const used = process.cpuUsage(cpu);
  for (const connection of connections) connection.close();
  return {
    perSecond: (times.length / elapsedMs) * 1_000,
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    answers,
    clientLoad: (used.user + used.system) / 1_000 / elapsedMs,
  };
}

process.on("message", (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exit(1);
    },
  );
});
