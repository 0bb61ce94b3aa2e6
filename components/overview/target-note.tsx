"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { changeOtifTarget } from "@/lib/actions/overview/otif-target";
import type { OtifTarget } from "@/lib/contracts/overview/otif-target";
import { targetText } from "./figure-text";

/** The target under its chart: since when it is so, who said so, and for those who may, the way to change it. */
export function TargetNote({ target }: { readonly target: OtifTarget }) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  const { permille, version, changedBy, changedAt, reason, mayEdit } = target;
  return (
    <>
      <p className="mt-2 text-xs text-ink-3">
        {`Target ${targetText(permille)}, `}
        {changedAt === null ? (
          "as delivered"
        ) : (
          <>
            {`v${version} of `}
            <AbsoluteTime at={changedAt} />
            {` by ${changedBy}: “${reason}”`}
          </>
        )}
        .{" "}
        {mayEdit && (
          <button
            type="button"
            onClick={() => setOpen(true)}
            className="rounded-sm text-accent underline underline-offset-2"
          >
            Change the target
          </button>
        )}
      </p>
      {open && (
        <ReasonDialog
          title="Change the target"
          effect={`The share of deliveries that should arrive on time and in full, for everyone of this company. Saved as version ${version + 1}. The line in the charts moves; no promise is judged by it.`}
          button="Save"
          fields={(errors) => (
            <TextField
              label="Target, %"
              hint="With one decimal at most."
              name="target"
              type="number"
              min={50}
              max={100}
              step={0.1}
              required
              defaultValue={permille / 10}
              error={errors.targetPermille}
            />
          )}
          run={(why, form) =>
            changeOtifTarget({
              // 92.5 × 10 is not 925 to a computer.
              targetPermille: Math.round(Number(form.get("target")) * 1_000) / 100,
              reason: why,
              expectedVersion: version,
            })
          }
          onDone={() => {
            toast("ok", "The target is changed.");
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
