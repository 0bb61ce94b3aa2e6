"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { addFuelPrice } from "@/lib/actions/freight/rates";

/** Adds the price of an index for a week. */
export function AddPrice({ indexes }: { readonly indexes: readonly string[] }) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  const textOf = (form: FormData, name: string) => String(form.get(name) ?? "").trim();
  return (
    <>
      <Button onClick={() => setOpen(true)}>Add a price</Button>
      {open && (
        <ReasonDialog
          title="A week's fuel price"
          effect={
            <p>Open bills are judged again under it. A price given again for a week goes before the first.</p>
          }
          button="Add"
          fields={(errors) => (
            <>
              <TextField
                label="Index"
                hint="As the contract names it."
                name="index"
                list="fuel-indexes"
                required
                maxLength={120}
                autoComplete="off"
                error={errors.index}
              />
              <datalist id="fuel-indexes">
                {indexes.map((index) => (
                  <option key={index} value={index} />
                ))}
              </datalist>
              <TextField
                label="Week from"
                name="effectiveOn"
                type="date"
                required
                error={errors.effectiveOn}
              />
              <TextField
                label="Price"
                hint="As 3.521."
                name="price"
                inputMode="decimal"
                required
                error={errors.price}
              />
            </>
          )}
          run={(reason, form) =>
            addFuelPrice({
              ...{ index: textOf(form, "index"), effectiveOn: textOf(form, "effectiveOn") },
              ...{ price: textOf(form, "price"), reason },
            })
          }
          onDone={() => {
            setOpen(false);
            toast("ok", "The price is kept.");
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
