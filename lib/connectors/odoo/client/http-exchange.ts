import http from "node:http";
import https from "node:https";
import { inTurn } from "./in-flight";
import { traceHeader } from "./trace-header";

export interface Exchange {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From the first byte sent to the last received. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** A write gets a connection of its own, so that "never sent" can be told from "the reply was lost". */
  readonly effect: "read" | "write";
}

/** An answer, whatever its status. Redirects are answers too: they are never followed. */
export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** No answer. `sent` says whether the other side may have seen the request. */
export class ExchangeError extends Error {
  override readonly name = "ExchangeError";
  constructor(
    readonly reason: "timeout" | "network" | "too_large",
    readonly sent: boolean,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}

const CONNECT_TIMEOUT_MS = 10_000;
const AGENT = { keepAlive: true, maxSockets: 4, maxFreeSockets: 2, timeout: 90_000 } as const;
const agents = { "http:": new http.Agent(AGENT), "https:": new https.Agent(AGENT) };

/**
 * One request and its answer, in turn with the others of the same origin.
 * @throws {ExchangeError} when there is no complete answer.
 */
export function exchange(asked: Exchange): Promise<Answer> {
  return inTurn(new URL(asked.url).origin, async () => {
    try {
      return await once(asked);
    } catch (error) {
      // A kept connection that the server closed meanwhile says nothing about the server; a read may ask again.
      if (asked.effect === "read" && error instanceof ReusedConnectionLost) return await once(asked, true);
      throw error;
    }
  });
}

class ReusedConnectionLost extends ExchangeError {}

function once(asked: Exchange, fresh = asked.effect === "write"): Promise<Answer> {
  const url = new URL(asked.url);
  const protocol = url.protocol === "https:" ? "https:" : "http:";
  const { body = "", method } = asked;
  return new Promise((resolve, reject) => {
    const request = (protocol === "https:" ? https : http).request(url, {
      method,
      agent: fresh ? false : agents[protocol],
      headers: {
        ...asked.headers,
        ...traceHeader(),
        ...(method === "POST" ? { "content-length": Buffer.byteLength(body) } : {}),
      },
    });
    const flight = { connected: false };
    const settle = (finish: () => void) => {
      clearTimeout(limit);
      clearTimeout(connecting);
      finish();
    };
    const fail = (reason: ExchangeError["reason"], message: string, cause?: unknown) =>
      settle(() => {
        const lostReused = reason === "network" && request.reusedSocket && !fresh;
        const Kind = lostReused ? ReusedConnectionLost : ExchangeError;
        reject(new Kind(reason, flight.connected, message, cause));
        request.destroy();
      });
    const limit = setTimeout(() => fail("timeout", "no answer in time"), asked.timeoutMs);
    const connecting = setTimeout(() => {
      if (!flight.connected) fail("timeout", "no connection in time");
    }, CONNECT_TIMEOUT_MS);
    request.on("socket", (socket) => {
      const open = () => {
        flight.connected = true;
      };
      // Over TLS nothing of the request leaves before the handshake is through.
      if (socket.connecting) socket.once(protocol === "https:" ? "secureConnect" : "connect", open);
      else open();
    });
    request.on("error", (error) => fail("network", error.message, error));
    request.on("response", (response) =>
      collect(response, asked.maxResponseBytes).then(
        (text) =>
          settle(() => resolve({ status: response.statusCode ?? 0, headers: response.headers, text })),
        (error: unknown) => {
          if (error instanceof ExchangeError) fail(error.reason, error.message);
          else fail("network", "the answer broke off", error);
        },
      ),
    );
    request.end(method === "POST" ? body : undefined);
  });
}

async function collect(response: http.IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new ExchangeError("too_large", true, `the answer is larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
