import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "@/db/client";
import { type IncomingMessage, storeMessages } from "@/lib/usecases/inbox/store-messages";
import type { OutgoingMessage } from "../schedule/outgoing";
import type { SourceKey } from "../world/carriers";
import { PARTNERS, type Partner } from "../world/partners";
import { signRequest } from "./sign-request";

/** A partner as this process plays it: how it is set up, which connection is its own, and its secret. */
export interface PlayedPartner {
  readonly partner: Partner;
  readonly connectionId: string;
  readonly secret: string | null;
}

export type Cast = ReadonlyMap<SourceKey, PlayedPartner>;

/** `taken`: acknowledged. `later`: nobody home or too busy, the same bytes again after a while. `refused`: for good. */
export type Outcome =
  | { readonly kind: "taken"; readonly status: number }
  | { readonly kind: "later"; readonly afterMs: number; readonly why: string }
  | { readonly kind: "refused"; readonly status: number };

export type Deliver = (message: OutgoingMessage, now: Date) => Promise<Outcome>;

const RETRY_MS = 2_000;
const TIMEOUT_MS = 15_000;

/** Posts to a running web server as the partner itself would, signature and all. */
export function overHttp(baseUrl: string, cast: Cast): Deliver {
  return async (message, now) => {
    const { partner, secret } = playerOf(cast, message.source);
    if (secret === null) throw new Error(`${partner.slug} has no secret to sign with`);
    const { path, headers } = signRequest(partner, secret, message, now.getTime());
    try {
      const response = await fetch(new URL(path, baseUrl), {
        method: "POST",
        headers,
        body: Buffer.from(message.body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.arrayBuffer();
      if (response.ok) return { kind: "taken", status: response.status };
      const isBusy = response.status === 429 || response.status >= 500;
      if (!isBusy) return { kind: "refused", status: response.status };
      const waitSeconds = Number(response.headers.get("retry-after") ?? "") || RETRY_MS / 1_000;
      return { kind: "later", afterMs: waitSeconds * 1_000, why: `answer ${response.status}` };
    } catch (error) {
      return {
        kind: "later",
        afterMs: RETRY_MS,
        why: error instanceof Error ? error.message : String(error),
      };
    }
  };
}

/** Files go where the worker looks for them: written under a temporary name, then renamed. */
export function intoFolder(dropFolder: string): Deliver {
  return async ({ source, fileName, key, body }) => {
    const folder = join(dropFolder, source);
    const name = fileName ?? `${key.replace(/\W+/g, "-")}.dat`;
    const draft = join(folder, `.${name}.part`);
    await mkdir(folder, { recursive: true });
    await writeFile(draft, body);
    await rename(draft, join(folder, name));
    return { kind: "taken", status: 202 };
  };
}

/** Partners with a watched folder drop files, the others send. */
export function splitDelivery(send: Deliver, drop: Deliver): Deliver {
  const dropping = new Set(PARTNERS.filter(({ watchFolder }) => watchFolder).map(({ slug }) => slug));
  return (message, now) => (dropping.has(message.source) ? drop(message, now) : send(message, now));
}

/** Straight into the inbox, for want of a web server. */
export function intoInbox(db: Database, companyId: number, cast: Cast): Deliver {
  return async (message, now) => {
    await storeMessages(db, companyId, [incoming(message, cast)], now);
    return { kind: "taken", status: 202 };
  };
}

/** A message as the inbox takes it. `receivedAt` is set for history only. */
export function incoming(message: OutgoingMessage, cast: Cast, receivedAt?: Date): IncomingMessage {
  const { partner, connectionId } = playerOf(cast, message.source);
  const { deliveryKey, fileName } = message;
  const header = partner.deliveryKeyHeader ?? "webhook-id";
  return {
    connectionId,
    body: message.body,
    contentType: message.contentType,
    headers: {
      "content-type": message.contentType,
      ...(deliveryKey === null ? {} : { [header]: deliveryKey }),
    },
    transport: fileName === null ? "http" : "file",
    ...(deliveryKey === null ? {} : { deliveryKey }),
    ...(fileName === null ? {} : { fileName }),
    ...(receivedAt ? { receivedAt } : {}),
  };
}

function playerOf(cast: Cast, source: SourceKey): PlayedPartner {
  const player = cast.get(source);
  if (!player) throw new Error(`nobody plays ${source}; it is one of ${PARTNERS.length} partners`);
  return player;
}
