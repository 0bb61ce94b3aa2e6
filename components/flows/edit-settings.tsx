"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { changeFlowSettings } from "@/lib/actions/flows/flows";
import { FLOW_TITLES } from "@/lib/contracts/flows/flow-words";
import type { FlowSettingsLine } from "@/lib/contracts/flows/settings-page";
import { MILESTONES } from "@/lib/domain/event/milestone";
import { SettingFields } from "./setting-fields";
import { readLimits } from "./setting-text";

export function EditSettings({ line }: { readonly line: FlowSettingsLine }) {
  const [open, setOpen] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const toast = useToast();
  const router = useRouter();
  const title = FLOW_TITLES[line.flow];
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        Edit<VisuallyHidden>{` the settings of ${title}`}</VisuallyHidden>
      </Button>
      {open && (
        <ReasonDialog
          title={`Settings of ${title}`}
          effect={`Saved as version ${line.version + 1}, in force at once. What has been written to Odoo or sent does not change.`}
          button="Save"
          fields={(errors) => <SettingFields line={line} errors={errors} wrongLimit={wrong} />}
          run={async (reason, form) => {
            const read = readLimits(String(form.get("approveAboveMinor") ?? ""));
            setWrong("wrong" in read ? read.wrong : undefined);
            if ("wrong" in read)
              return { ok: false, code: "invalid", message: "Nothing was changed: a limit can't be read." };
            const settings = readForm(line, form, read.limits);
            return changeFlowSettings({ flow: line.flow, expectedVersion: line.version, settings, reason });
          }}
          onDone={(version) => {
            toast("ok", `${title} goes by version ${version} of its settings now.`);
            close();
            router.refresh();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

function readForm({ settings }: FlowSettingsLine, form: FormData, limits: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => {
      if (typeof value === "boolean") return [key, form.get(key) !== null];
      if (typeof value === "number") return [key, Number(form.get(key))];
      if (typeof value === "string") return [key, String(form.get(key) ?? "")];
      if (Array.isArray(value))
        return [key, MILESTONES.filter((each) => form.get(`${key}-${each}`) !== null)];
      return [key, limits];
    }),
  );
}
