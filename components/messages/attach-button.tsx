"use client";

import { attachMessage } from "@/lib/actions/messages/decide";
import type { ShipmentLink } from "@/lib/contracts/messages/message-page";
import { ActionDialog } from "./action-dialog";

interface AttachButtonProps {
  readonly messageId: string;
  readonly version: number;
  readonly shipment: ShipmentLink;
}

/** Puts the message on one shipment, after saying so. */
export function AttachButton({ messageId, version, shipment }: AttachButtonProps) {
  return (
    <ActionDialog
      trigger={`Attach to ${shipment.number}…`}
      title={`Attach to ${shipment.number}`}
      will={
        <>
          <p>
            Everything the message says goes on the timeline of <b>{shipment.number}</b>, with your name as
            the reason. Its references then name that shipment too, so that the next message finds it by
            itself.
          </p>
          <p>Events are never deleted: putting it on the wrong shipment is mended by a correction.</p>
        </>
      }
      verb="Attach"
      reason="optional"
      done={`Attached to ${shipment.number}. Its events are recorded now.`}
      run={(reason) =>
        attachMessage({ messageId, version, shipmentIds: [shipment.id], ...(reason ? { reason } : {}) })
      }
    />
  );
}
