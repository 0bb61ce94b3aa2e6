import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import type { OdooTarget } from "@/lib/connectors/odoo/contract/target";

export interface Overheard {
  readonly target: OdooTarget;
  /** What came in `traceparent`, in order. */
  readonly traceparents: readonly string[];
}

/** The same Odoo behind a proxy that notes which trace each request says it belongs to. */
export async function heardTraceparents(target: OdooTarget): Promise<Overheard> {
  const traceparents: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { traceparent } = incoming.headers;
    if (typeof traceparent === "string") traceparents.push(traceparent);
    const { method, headers } = incoming;
    const asked = httpRequest(new URL(incoming.url ?? "/", target.url), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    asked.on("error", () => outgoing.destroy());
    incoming.pipe(asked);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    traceparents,
    target: {
      ...target,
      url: `http://127.0.0.1:${port}`,
      close: async () => {
        server.closeAllConnections();
        server.close();
        await target.close();
      },
    },
  };
}
