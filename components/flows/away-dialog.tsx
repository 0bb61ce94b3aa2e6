"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useTimeZone } from "@/components/ui/time-zone";
import { useToast } from "@/components/ui/toast";
import { lendApprovals } from "@/lib/actions/flows/flows";
import type { AwayPage } from "@/lib/contracts/flows/lending";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { instantOf } from "./local-instant";

/** "I am away": a colleague approves in one's stead, from when until when. */
export function AwayButton({ colleagues }: Pick<AwayPage, "colleagues">) {
  const [lendingId, setLendingId] = useState<string | null>(null);
  const toast = useToast();
  const router = useRouter();
  const zone = useTimeZone();
  const close = () => setLendingId(null);
  return (
    <>
      <Button onClick={() => setLendingId(crypto.randomUUID())}>I am away</Button>
      {lendingId && (
        <ReasonDialog
          title="Let a colleague approve in your stead"
          effect="They may say yes and no to what your role may, in their own name and noted as in your stead. What you asked for yourself they can't approve where two pairs of eyes are needed. You can take it back at any time."
          button="Lend"
          fields={(errors) => (
            <>
              <Select
                label="Colleague"
                name="toUserId"
                defaultValue=""
                error={errors.toUserId}
                options={[
                  { value: "", label: "Choose" },
                  ...colleagues.map(({ id, name, role }) => ({
                    value: id,
                    label: `${name}, ${ROLE_LABELS[role]}`,
                  })),
                ]}
              />
              <TextField
                label="From"
                hint={`Time in ${zone}. Empty: from now on.`}
                name="startsAt"
                type="datetime-local"
                error={errors.startsAt}
              />
              <TextField
                label="Until"
                hint="At most 90 days."
                name="endsAt"
                type="datetime-local"
                required
                error={errors.endsAt}
              />
            </>
          )}
          run={(reason, form) => {
            const instant = (name: string) => instantOf(String(form.get(name) ?? ""), zone);
            const startsAt = form.get("startsAt") ? instant("startsAt") : new Date().toISOString();
            const toUserId = String(form.get("toUserId") ?? "");
            return lendApprovals({ lendingId, toUserId, startsAt, endsAt: instant("endsAt"), reason });
          }}
          onDone={() => {
            toast("ok", "Your approvals are lent. It stands here until it is over.");
            close();
            router.refresh();
          }}
          onClose={close}
        />
      )}
    </>
  );
}
