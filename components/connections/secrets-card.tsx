"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { retireSecret, rotateSecret } from "@/lib/actions/connections/connections";
import { OVERLAP_HOURS } from "@/lib/contracts/connections/connection-input";
import type { ConnectionPage, SecretDto } from "@/lib/contracts/connections/connection-page";
import { ReasonDialog } from "./reason-dialog";
import { SecretNote } from "./secret-note";

interface SecretsCardProps {
  readonly page: ConnectionPage;
  readonly mayManage: boolean;
}

type Open = { readonly kind: "rotate" } | { readonly kind: "retire"; readonly secret: SecretDto };

/** When each secret was made; never what it is. */
export function SecretsCard({ page, mayManage }: SecretsCardProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const inUse = page.secrets.filter(({ isInUse }) => isInUse);
  return (
    <Card
      title="Secrets"
      aside={mayManage && <Button onClick={() => setOpen({ kind: "rotate" })}>New secret</Button>}
    >
      {inUse.length === 0 && <p className="text-bad">None is in use: nobody can send.</p>}
      <ul className="grid gap-2">
        {inUse.map((secret) => (
          <li key={secret.id} className="flex items-center justify-between gap-2">
            <span>
              In use since <RelativeTime at={secret.createdAt} focusable />
              {secret.retiredAt && (
                <>
                  , ends <RelativeTime at={secret.retiredAt} focusable />
                </>
              )}
              <span className="mono block text-xs text-ink-3">…{secret.id.slice(-12)}</span>
            </span>
            {mayManage && (
              <Button
                aria-label={`Retire the secret ending ${secret.id.slice(-12)}`}
                onClick={() => setOpen({ kind: "retire", secret })}
              >
                Retire
              </Button>
            )}
          </li>
        ))}
      </ul>
      {page.secrets.length > inUse.length && (
        <p className="mt-2 text-xs text-ink-3">{page.secrets.length - inUse.length} retired before.</p>
      )}
      {open?.kind === "rotate" && <RotateDialog page={page} onMade={setMade} onClose={() => setOpen(null)} />}
      {open?.kind === "retire" && (
        <RetireDialog
          page={page}
          secret={open.secret}
          isLast={inUse.length === 1}
          onClose={() => setOpen(null)}
        />
      )}
      {made && <SecretNote text={made} onClose={() => setMade(null)} />}
    </Card>
  );
}

const OVERLAPS = [
  { value: "1", label: "for 1 hour" },
  { value: "24", label: "for 1 day" },
  { value: "168", label: "for 7 days" },
  { value: "720", label: "for 30 days" },
  { value: "", label: "until someone retires it" },
];

interface RotateDialogProps {
  readonly page: ConnectionPage;
  readonly onMade: (text: string) => void;
  readonly onClose: () => void;
}

function RotateDialog({ page, onMade, onClose }: RotateDialogProps) {
  return (
    <ReasonDialog
      title={`New secret for ${page.name}`}
      effect="Old and new hold side by side for as long as you choose, so that the partner can change over without a gap."
      button="Make secret"
      fields={(errors) => (
        <>
          <Select label="The old one holds" name="overlapHours" defaultValue="168" options={OVERLAPS} />
          <TextField
            label="The partner's own secret"
            hint="Only where the partner chose it. Leave it empty and hand over the one we make."
            name="secret"
            type="password"
            autoComplete="off"
            maxLength={500}
            error={errors.secret}
          />
        </>
      )}
      run={(reason, form) => {
        const given = String(form.get("secret") ?? "").trim();
        return rotateSecret({
          connectionId: page.id,
          expectedVersion: page.version,
          reason,
          secret: given === "" ? null : given,
          overlapHours: OVERLAP_HOURS.find((hours) => String(hours) === form.get("overlapHours")) ?? null,
        });
      }}
      onDone={({ text }) => {
        onClose();
        onMade(text);
      }}
      onClose={onClose}
    />
  );
}

interface RetireDialogProps {
  readonly page: ConnectionPage;
  readonly secret: SecretDto;
  readonly isLast: boolean;
  readonly onClose: () => void;
}

function RetireDialog({ page, secret, isLast, onClose }: RetireDialogProps) {
  const toast = useToast();
  return (
    <ReasonDialog
      title="Retire secret"
      effect={
        isLast
          ? `This is the last one: from two seconds on, every message of ${page.name} is turned away.`
          : "From two seconds on, messages signed with it are turned away. It can't be put back."
      }
      button="Retire"
      danger
      run={(reason) =>
        retireSecret({ connectionId: page.id, expectedVersion: page.version, secretId: secret.id, reason })
      }
      onDone={() => {
        toast("ok", "The secret is retired.");
        onClose();
      }}
      onClose={onClose}
    />
  );
}
