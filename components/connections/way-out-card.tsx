"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { changeWayOut } from "@/lib/actions/connections/connections";
import type { ConnectionPage } from "@/lib/contracts/connections/connection-page";
import type { ChangeWayOutInput } from "@/lib/contracts/connections/way-out-input";
import { ReasonDialog } from "./reason-dialog";
import { SecretNote } from "./secret-note";

interface WayOutCardProps {
  readonly page: ConnectionPage;
  readonly mayManage: boolean;
}

/** How what we send reaches this partner, and what waits for it. */
export function WayOutCard({ page, mayManage }: WayOutCardProps) {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  return (
    <Card
      title="What we send"
      aside={mayManage && <Button onClick={() => setOpen(true)}>Change the way out</Button>}
    >
      <WayFacts page={page} />
      <p className="mt-2">
        <Link href={`/outbound?connection=${page.id}`} className="text-accent underline">
          Everything sent to it
        </Link>
      </p>
      {open && <WayOutDialog page={page} onMade={setMade} onClose={() => setOpen(false)} />}
      {made && <SecretNote text={made} onClose={() => setMade(null)} />}
    </Card>
  );
}

function WayFacts({ page }: Pick<WayOutCardProps, "page">) {
  const { wayOut } = page;
  if (wayOut === null)
    return (
      <p className={page.outboundWaiting > 0 ? "text-bad" : "text-ink-2"}>
        There is no way out. What is to be sent to this partner is kept and waits
        {page.outboundWaiting > 0 && `: ${page.outboundWaiting.toLocaleString("en")} so far`}.
      </p>
    );
  return (
    <KeyValueList>
      <KeyValue name="Way out">{WAYS[wayOut.kind]}</KeyValue>
      {wayOut.kind === "post" && (
        <>
          <KeyValue name="Address" mono>
            <span className="break-all">{wayOut.url}</span>
          </KeyValue>
          <KeyValue name="Signed">{wayOut.signed ? "as Standard Webhooks" : "no"}</KeyValue>
          <KeyValue name="After a lost reply">
            {wayOut.lookUp === null ? "sent again under the same id" : "looked for by its id first"}
          </KeyValue>
        </>
      )}
      {wayOut.kind === "folder" && (
        <KeyValue name="Folder" mono>
          <span className="break-all">DROP_FOLDER/{page.slug}/out</span>
        </KeyValue>
      )}
      {wayOut.kind === "fetch" && (
        <KeyValue name="Address" mono>
          <span className="break-all">GET {page.fetchAddress}</span>
          <CopyButton value={page.fetchAddress} what="address" />
        </KeyValue>
      )}
      <KeyValue name="Waiting">{page.outboundWaiting.toLocaleString("en")}</KeyValue>
    </KeyValueList>
  );
}

const WAYS = {
  post: "Posted to the partner's address",
  folder: "Written to its drop folder",
  fetch: "Fetched by the partner with its secret",
} as const;

interface WayOutDialogProps {
  readonly page: ConnectionPage;
  readonly onMade: (secret: string) => void;
  readonly onClose: () => void;
}

function WayOutDialog({ page, onMade, onClose }: WayOutDialogProps) {
  const [kind, setKind] = useState<string>(page.wayOut?.kind ?? "fetch");
  const toast = useToast();
  return (
    <ReasonDialog
      title={`Way out to ${page.name}`}
      effect="What waits goes out this way with the next free worker, in order."
      button="Change"
      fields={(errors) => <WayFields page={page} kind={kind} onKind={setKind} errors={errors} />}
      run={(reason, form) =>
        changeWayOut({
          ...{ connectionId: page.id, expectedVersion: page.version, reason },
          wayOut: readWay(kind, form),
          newSecret: form.has("newSecret"),
        })
      }
      onDone={({ secret }) => {
        onClose();
        if (secret) onMade(secret);
        else toast("ok", "The way out is changed.");
      }}
      onClose={onClose}
    />
  );
}

function readWay(kind: string, form: FormData): ChangeWayOutInput["wayOut"] {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  switch (kind) {
    case "post":
      return { kind, url: text("url"), signed: form.has("signed"), lookUp: text("lookUp") || null };
    case "folder":
    case "fetch":
      return { kind };
    default:
      return null;
  }
}

interface WayFieldsProps {
  readonly page: ConnectionPage;
  readonly kind: string;
  readonly onKind: (kind: string) => void;
  readonly errors: Readonly<Record<string, string>>;
}

function WayFields({ page, kind, onKind, errors }: WayFieldsProps) {
  const post = page.wayOut?.kind === "post" ? page.wayOut : null;
  return (
    <>
      <Select
        label="Way out"
        name="kind"
        value={kind}
        onChange={(event) => onKind(event.target.value)}
        options={[...Object.entries(WAYS), ["none", "None: it waits"]].map(([value = "", label = ""]) => ({
          value,
          label,
        }))}
        {...(errors.wayOut ? { error: errors.wayOut } : {})}
      />
      {kind === "post" && (
        <>
          <TextField
            label="Address"
            name="url"
            type="url"
            required
            maxLength={500}
            autoComplete="off"
            defaultValue={post?.url ?? ""}
            error={errors["wayOut.url"]}
          />
          <TextField
            label="Address that knows what it has"
            hint="Optional. Answers 200 or 404 for the id in place of {id}: asked after a reply was lost."
            name="lookUp"
            maxLength={500}
            autoComplete="off"
            defaultValue={post?.lookUp ?? ""}
            error={errors["wayOut.lookUp"]}
          />
          <Checkbox label="Sign as Standard Webhooks" name="signed" defaultChecked={post?.signed ?? true} />
          {post?.signed && <Checkbox label="Make a new signing secret" name="newSecret" />}
        </>
      )}
    </>
  );
}
