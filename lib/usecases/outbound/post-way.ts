import type { ClaimedOutbound, Lane } from "@/db/queries/outbound/claim-outbound";
import type { WayOut } from "@/lib/domain/connection/way-out";
import { formatTraceparent, traceIdOf } from "@/lib/domain/trace/trace-context";
import { openSecret } from "@/lib/usecases/connections/seal";
import { RefusedAddressError } from "@/lib/usecases/notices/outbound-address";
import { askOutside, type Posted } from "@/lib/usecases/notices/post-outside";
import { signWebhook } from "@/lib/usecases/notices/sign-webhook";
import { spanOfTry } from "@/lib/usecases/trace/effect-spans";
import { OutboundError } from "./outbound-error";
import { wayOutSecretOwner } from "./way-out-secret";
import type { Way, WaySettings } from "./ways-out";

type PostLane = Lane & {
  readonly connectionId: string;
  readonly wayOut: Extract<WayOut, { kind: "post" }>;
};

/** Errors of making a connection: nothing of the request has left. */
const NOT_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS|DEPTH_ZERO|UNABLE_TO|SELF_SIGNED)/;
/** The receiver as a whole is not there; of 502 and 504 nobody knows whether it got through. */
const AWAY = new Map([
  [429, { breaking: "rate_limit" }],
  [503, { breaking: "connection" }],
  [502, { breaking: "connection", mayHaveArrived: true }],
  [504, { breaking: "timeout", mayHaveArrived: true }],
  [408, { breaking: "timeout", mayHaveArrived: true }],
] as const);

/** HTTP POST of the exact bytes. The id of the message is the key by which the receiver knows a repeat. */
export function postWay(settings: WaySettings, lane: PostLane): Way {
  const { url, signed, lookUp } = lane.wayOut;
  const secret = signed ? openWayOutSecret(settings, lane) : null;
  const headersOf = ({ id, traceId, attempts }: ClaimedOutbound, body: Buffer) => ({
    "idempotency-key": id,
    traceparent: formatTraceparent(traceIdOf(traceId), spanOfTry(id, attempts + 1)),
    ...(secret === null ? {} : signWebhook(secret, id, body, settings.now())),
  });
  return {
    prepare: async () => undefined,
    deliver: async (message) => {
      const { body, contentType } = message;
      const headers = { ...headersOf(message, body), "content-type": contentType };
      judge(await asked(askOutside(url, { method: "POST", body, headers }, settings.outbound)));
    },
    lookUp: async (message) => {
      if (lookUp === null) return "unknown";
      const headers = headersOf(message, Buffer.alloc(0));
      const address = lookUp.replace("{id}", encodeURIComponent(message.id));
      const { status } = await asked(askOutside(address, { method: "GET", headers }, settings.outbound));
      if (status >= 200 && status < 300) return "there";
      if (status === 404) return "not_there";
      throw new OutboundError(`Asked whether it has this message, the receiver answered ${status}.`, {
        mayHaveArrived: true,
      });
    },
  };
}

function openWayOutSecret({ secretKey }: WaySettings, lane: PostLane): string {
  const opened = lane.wayOutSecret && openSecret(secretKey, wayOutSecretOwner(lane), lane.wayOutSecret);
  if (!opened)
    throw new OutboundError("The signing secret can't be opened. Make a new one on the connection's page.");
  return opened;
}

async function asked(call: Promise<Posted>): Promise<Posted> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof RefusedAddressError) throw new OutboundError(error.message, { forGood: true });
    const { code = "", message } = error as Error & { readonly code?: string };
    if (NOT_CONNECTED.test(code)) {
      throw new OutboundError(`The receiver can't be reached: ${message}`, { breaking: "connection" });
    }
    throw new OutboundError(`The reply was lost: ${message}`, { breaking: "timeout", mayHaveArrived: true });
  }
}

function judge({ status, text }: Posted): void {
  if (status >= 200 && status < 300) return;
  const said = `The receiver answered ${status}${text ? `: ${text}` : ""}.`;
  const away = AWAY.get(status as 429);
  // Gone is the receiver's word for "never again".
  throw new OutboundError(said, away ?? { forGood: status === 410 });
}
