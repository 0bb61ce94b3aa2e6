"use client";

import { useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { voidEvent } from "@/lib/actions/shipments/events";
import type { EventLine } from "@/lib/contracts/shipments/shipment-page";
import { sourceText } from "./event-source";
import { eventTitle } from "./event-words";

interface VoidEventProps {
  readonly event: EventLine;
  readonly shipment: { readonly number: string };
}

/** Takes one event back with a reason. Says first what that does: the event stays, struck out. */
export function VoidEvent({ event, shipment }: VoidEventProps) {
  const [open, setOpen] = useState(false);
  const title = eventTitle(event);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-label={`Take back “${title}”`}
        className="basis-full rounded-md px-1 text-right text-xs max-sm:basis-auto text-ink-3 opacity-0 group-hover:opacity-100 hover:text-bad hover:underline focus-visible:opacity-100 [@media(hover:none)]:opacity-100"
      >
        take back
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Take back “${title}”`}>
        <VoidForm event={event} shipment={shipment} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function VoidForm({ event, shipment, onClose }: VoidEventProps & { readonly onClose: () => void }) {
  const toast = useToast();
  const formId = useId();
  const [requestId] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<string>();
  const [busy, start] = useTransition();
  const submit = (form: FormData) =>
    start(async () => {
      const reason = String(form.get("reason") ?? "");
      const result = await voidEvent({
        shipmentNumber: shipment.number,
        requestId,
        eventId: event.id,
        reason,
      });
      if (!result.ok) {
        setProblem(result.fields?.reason ?? result.message);
        return;
      }
      toast("ok", "Taken back. The timeline shows it struck out, with your name and reason.");
      onClose();
    });
  return (
    <form
      id={formId}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        submit(new FormData(submitted.currentTarget));
      }}
      className="grid gap-3"
    >
      <p className="text-ink-2">
        {`Told by ${sourceText(event)}. It stays on the timeline, struck out, and counts no longer: status, stops and board are worked out again without it. The source is not told.`}
      </p>
      <TextArea
        label="Why it is wrong"
        name="reason"
        required
        minLength={3}
        maxLength={500}
        autoFocus
        error={problem}
        hint="Colleagues read this on the timeline."
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button kind="danger" type="submit" busy={busy}>
          Take it back
        </Button>
      </div>
    </form>
  );
}
