"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { resendNotice } from "@/lib/actions/notices/notices";
import { resendOutbound } from "@/lib/actions/outbound/outbound";
import type { OutboundItem } from "@/lib/contracts/outbound/outbound-list";
import { RESEND_EFFECT } from "./outbound-words";

interface ResendButtonProps {
  readonly item: Pick<OutboundItem, "id" | "source" | "state"> & { readonly version: number };
}

/** Sends it again, or at once what waits, with the reason. */
export function ResendButton({ item }: ResendButtonProps) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  const router = useRouter();
  const verb = item.state === "waiting" ? "Send now" : "Send again";
  const isNotice = item.source === "notice";
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {verb}
      </Button>
      {open && (
        <ReasonDialog
          title={verb}
          effect={
            isNotice && item.state === "sent"
              ? "The receiver took this one. It is sent once more, so it arrives twice."
              : RESEND_EFFECT
          }
          button={verb}
          run={(reason) =>
            isNotice
              ? resendNotice({ noticeId: item.id, expectedVersion: item.version, reason })
              : resendOutbound({ outboundId: item.id, expectedVersion: item.version, reason })
          }
          onDone={() => {
            toast("ok", "It goes out with the next free worker.");
            setOpen(false);
            router.refresh();
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
