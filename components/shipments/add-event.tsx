"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ShipmentPage } from "@/lib/contracts/shipments/shipment-page";
import { AddEventForm } from "./add-event-form";

/** Adds an event by hand, with a reason: for what a driver says on the phone. */
export function AddEvent({ page }: { readonly page: ShipmentPage }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Add event</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Add an event to ${page.number}`}>
        <AddEventForm page={page} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
