import { writeStatusFile } from "../dialect/csv-writer";
import { writeEasyPost } from "../dialect/easypost-writer";
import { writeX12 } from "../dialect/x12-writer";
import { streamOf } from "../random";
import { compactDate, compactTime, wallClock } from "../wall-clock";
import { PARCELS, type SourceKey, TMS, WAREHOUSE } from "../world/carriers";
import type { Dispatch, OutgoingMessage } from "./outgoing";

const encoder = new TextEncoder();
/** Between leaving the partner and reaching us. */
const TRANSPORT_MS = [1_500, 38_000] as const;

/** A dispatch as bytes. `controlNumber` is the sender's count of interchanges; other dialects have none. */
export function render(dispatch: Dispatch, controlNumber: number, seed: number): OutgoingMessage {
  const { key, source, sentAt, tellings, trouble } = dispatch;
  const random = streamOf(seed, "transport", key);
  return {
    key,
    source,
    receivedAt: Math.round(sentAt + random.between(...TRANSPORT_MS)),
    body: encoder.encode(textOf(dispatch, controlNumber, seed)),
    contentType: contentTypeOf(source),
    deliveryKey: deliveryKeyOf(source, controlNumber, streamOf(seed, "delivery", key, controlNumber).hex(24)),
    fileName: source === WAREHOUSE ? fileNameOf(sentAt, controlNumber) : null,
    tellings,
    trouble,
  };
}

function textOf({ source, tellings, sentAt }: Dispatch, controlNumber: number, seed: number): string {
  if (source === WAREHOUSE) return writeStatusFile(tellings);
  const [telling] = tellings;
  if (source === PARCELS && telling?.kind === "tracker") return writeEasyPost(telling, seed);
  return writeX12(tellings, controlNumber, sentAt);
}

function contentTypeOf(source: SourceKey): string {
  if (source === WAREHOUSE) return "text/csv; charset=utf-8";
  return source === PARCELS ? "application/json" : "application/edi-x12";
}

/** As the connections of the demo are set up: three partners number their deliveries, the others send bare bytes. */
export function deliveryKeyOf(source: SourceKey, controlNumber: number, random: string): string | null {
  if (source === TMS) return `msg_${random}`;
  if (source === "blue-heron") return `BHQX-${controlNumber}`;
  return source === "prairie-wolf" ? `PWL${String(controlNumber).padStart(9, "0")}` : null;
}

function fileNameOf(sentAt: number, controlNumber: number): string {
  const clock = wallClock(sentAt, "Europe/Amsterdam");
  return `status_${compactDate(clock)}_${compactTime(clock)}_${controlNumber}.csv`;
}
