import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

export interface ScriptedServer {
  readonly url: string;
  readonly seen: Seen[];
  /** What the next requests are answered with, until it is set again. */
  answer: (response: ServerResponse, seen: Seen) => void;
  close(): Promise<void>;
}

/** Answers with what a test says, byte for byte: for answers that a running Odoo gives only on a bad day. */
export async function scriptedServer(): Promise<ScriptedServer> {
  const scripted = {
    seen: [] as Seen[],
    answer: (response: ServerResponse, _seen: Seen) => void response.end(),
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const { method = "", url: path = "", headers } = request;
    const seen = { method, path, headers, body: text === "" ? null : JSON.parse(text) };
    scripted.seen.push(seen);
    scripted.answer(response, seen);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(scripted, {
    url,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

/** An answer of Odoo's JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** A page, as a proxy or Odoo's website answers. */
export function page(status: number, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "text/html", ...headers });
    response.end("<!doctype html><title>Not what you think</title>");
  };
}
