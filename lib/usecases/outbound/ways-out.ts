import type { ClaimedOutbound, Lane } from "@/db/queries/outbound/claim-outbound";
import type { Mailer } from "@/lib/usecases/notices/mailer";
import type { OutboundPolicy } from "@/lib/usecases/notices/post-outside";
import { folderWay } from "./folder-way";
import { mailWay } from "./mail-way";
import { OutboundError } from "./outbound-error";
import { postWay } from "./post-way";

/** One way out, in the steps between which a crash may come. Each throws an `OutboundError` when it fails. */
export interface Way {
  /** Everything that can be done before anything leaves. */
  readonly prepare: (message: ClaimedOutbound) => Promise<void>;
  readonly deliver: (message: ClaimedOutbound) => Promise<void>;
  /** Whether one that may have left has arrived. `unknown`: nobody can be asked; it goes out again under the same id, by which the receiver knows it. */
  readonly lookUp: (message: ClaimedOutbound) => Promise<"there" | "not_there" | "unknown">;
}

export interface WaySettings {
  readonly secretKey: Buffer;
  readonly outbound: OutboundPolicy;
  readonly mailer: Mailer | null;
  /** Where drop folders are; undefined: there are none. */
  readonly dropFolder: string | undefined;
  readonly now: () => Date;
}

/** @throws {OutboundError} when the settings for this way are missing. */
export function wayOf(settings: WaySettings, lane: Lane): Way {
  if (lane.connectionId === null) return mailWay(settings.mailer);
  switch (lane.wayOut?.kind) {
    case "post":
      return postWay(settings, { ...lane, connectionId: lane.connectionId, wayOut: lane.wayOut });
    case "folder":
      return folderWay(settings.dropFolder, lane.slug ?? "");
    default:
      throw new OutboundError("This connection has no way out. It waits until one is set up.");
  }
}
