"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { saveTerms } from "@/lib/actions/billing/terms";
import type { TermsLine, TermsPage } from "@/lib/contracts/billing/terms-page";
import { DEFAULT_TERMS } from "@/lib/domain/billing/terms";
import { TermFields } from "./term-fields";
import { readTermsForm } from "./terms-form";

export function EditTerms({ line, zone }: { readonly line: TermsLine; readonly zone: string }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="flex justify-end">
      <Button onClick={() => setOpen(true)}>
        Edit<VisuallyHidden>{` terms of ${line.customer || "everyone else"}`}</VisuallyHidden>
      </Button>
      {open && <TermsDialog line={line} zone={zone} customers={[]} onClose={() => setOpen(false)} />}
    </div>
  );
}

export function AddTerms({ page }: { readonly page: TermsPage }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        Add a customer
      </Button>
      {open && (
        <TermsDialog line={null} zone={page.zone} customers={page.customers} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

interface DialogProps {
  /** The terms to change; null to add a customer's own. */
  readonly line: TermsLine | null;
  readonly zone: string;
  readonly customers: readonly string[];
  readonly onClose: () => void;
}

function TermsDialog({ line, zone, customers, onClose }: DialogProps) {
  const toast = useToast();
  const name = line && (line.customer || "everyone else");
  return (
    <ReasonDialog
      title={name ? `How ${name} is billed` : "Terms of one customer"}
      effect={
        <p>
          {`Saved as version ${(line?.version ?? 0) + 1}, in force at once: what ${name ?? "the customer"} has open is looked at again under it. Bills that are out do not change.`}
        </p>
      }
      button="Save"
      fields={(errors) => (
        <>
          {!line && (
            <>
              <TextField
                label="Customer"
                hint="As Odoo names who ordered."
                name="customer"
                list="billing-customers"
                required
                minLength={1}
                maxLength={200}
                autoComplete="off"
                error={errors.customer}
              />
              <datalist id="billing-customers">
                {customers.map((customer) => (
                  <option key={customer} value={customer} />
                ))}
              </datalist>
            </>
          )}
          <TermFields terms={line?.terms ?? DEFAULT_TERMS} zone={zone} errors={errors} />
        </>
      )}
      run={(reason, form) =>
        saveTerms({
          customer: line ? line.customer : String(form.get("customer") ?? ""),
          expectedVersion: line?.version ?? 0,
          ...readTermsForm(form, zone),
          reason,
        })
      }
      onDone={(version) => {
        toast("ok", `The terms are saved as version ${version}.`);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
