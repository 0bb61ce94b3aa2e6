import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { Database } from "@/db/client";
import { connectionSecret } from "@/db/schema/connection";
import { sealSecret } from "../../connections/seal";
import type { ByteHold } from "../byte-budget";
import type { InboundRequest } from "../inbound-request";
import { readBody } from "../read-body";
import type { ConnectionRow } from "./inbox-fixture";

/** Gives a connection one more secret, as rotating does. Returns the id of the secret. */
export async function addSecret(
  db: Database,
  key: Buffer,
  to: ConnectionRow,
  secret: string,
): Promise<string> {
  const id = randomUUID();
  const owner = { companyId: to.companyId, connectionId: to.id };
  await db.insert(connectionSecret).values({ ...owner, id, sealed: sealSecret(key, owner, secret) });
  return id;
}

export interface Post {
  readonly slug: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Record<string, string>;
  readonly pathSecret?: string;
  /** Sends no length, as a sender does who does not know it yet. */
  readonly chunked?: boolean;
}

/** A request as the route hands it on, from a real `Request`. */
export function post({ slug, body = "", headers = {}, pathSecret, chunked = false }: Post): InboundRequest {
  const bytes = typeof body === "string" ? Buffer.from(body) : Buffer.from(body);
  const length: Record<string, string> = chunked ? {} : { "content-length": String(bytes.byteLength) };
  const request = new Request("http://milepost.test/", {
    method: "POST",
    headers: { ...length, ...headers },
    body: new Blob([bytes]).stream(),
    duplex: "half",
  } as RequestInit);
  return {
    slug,
    pathSecret: pathSecret ?? null,
    header: (name) => request.headers.get(name),
    readBody: (limitBytes: number, room: ByteHold) => readBody(request, limitBytes, room),
  };
}

/** Standard Webhooks headers as the reference library makes them. */
export function signed(secret: string, id: string, body: string, at = new Date()): Record<string, string> {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, at, body),
  };
}
