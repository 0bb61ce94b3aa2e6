import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { guardedLookup, isPublicAddress, RefusedAddressError } from "./outbound-address";

const TIMEOUT_MS = 10_000;
const MOST_ANSWER_BYTES = 64 * 1_024;
const SHOWN_CHARS = 300;

export interface OutboundPolicy {
  readonly allowPrivate: boolean;
  /** Only tests give another. */
  readonly lookup?: LookupFunction;
}

export interface Posted {
  readonly status: number;
  /** The start of what was answered. */
  readonly text: string;
}

/** Posts JSON to an address outside, by the rules of `askOutside`. */
export function postOutside(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  policy: OutboundPolicy,
): Promise<Posted> {
  return askOutside(url, { method: "POST", body, headers }, policy);
}

interface Request {
  readonly method: "POST" | "GET" | "HEAD";
  readonly body?: string | Buffer;
  /** `content-type` is JSON unless it says otherwise. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asks an address outside. The address is looked at when connecting; redirects are not followed, an answer is read up to 64 KiB and the whole must be over
 * in ten seconds.
 * @throws {RefusedAddressError} for an address that is not public; any error of the network as it comes.
 */
export async function askOutside(
  url: string,
  { method, body = "", headers }: Request,
  policy: OutboundPolicy,
): Promise<Posted> {
  const target = new URL(url);
  if (target.protocol !== "https:" && target.protocol !== "http:")
    throw new RefusedAddressError(target.protocol);
  const host = target.hostname.replace(/^\[|\]$/g, "");
  // A host that is an address itself is never looked up.
  if (isIP(host) && !policy.allowPrivate && !isPublicAddress(host)) throw new RefusedAddressError(host);
  return new Promise((resolve, reject) => {
    const send = target.protocol === "https:" ? httpsRequest : httpRequest;
    const asked = send(target, {
      method,
      agent: false,
      lookup: policy.lookup ?? guardedLookup(policy.allowPrivate),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        "content-type": "application/json",
        ...headers,
        "content-length": String(Buffer.byteLength(body)),
        "user-agent": "Milepost",
      },
    });
    asked.on("error", reject);
    asked.on("response", (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      const done = () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(parts).toString("utf8").slice(0, SHOWN_CHARS),
        });
      answer.on("data", (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size <= MOST_ANSWER_BYTES) return;
        done();
        answer.destroy();
      });
      answer.on("end", done);
      answer.on("error", reject);
    });
    asked.end(body);
  });
}
