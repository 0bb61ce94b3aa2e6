"use client";

import { useState } from "react";
import { PlanDialog } from "@/components/flows/plan-dialog";
import { Button } from "@/components/ui/button";
import { planBillRun } from "@/lib/actions/billing/bill-run";
import type { UnbilledQuery } from "@/lib/contracts/billing/unbilled-query";
import { plural } from "./billing-words";

interface BillAllProps {
  readonly query: UnbilledQuery;
  readonly deliveries: number;
}

/** "Bill 12 deliveries": a plan of what would be billed, then a run that bills them one after the other. */
export function BillAll({ query, deliveries }: BillAllProps) {
  const [open, setOpen] = useState(false);
  const label = `Bill ${plural(deliveries, "delivery", "deliveries")}`;
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>{`${label}…`}</Button>
      {open && (
        <PlanDialog
          title={label}
          fields={() => (
            <p className="text-ink-2">
              Each delivery that is ready begins a run of “Bill on delivery”: it looks again at proof,
              references, holds and prices, makes a draft in Odoo, compares it with the order, asks a person
              where the settings say so, and posts. Deliveries that have a run already are left alone, with
              the way to it.
            </p>
          )}
          plan={() => planBillRun({ query: { ...query, after: undefined, before: undefined } })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
