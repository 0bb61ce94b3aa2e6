"use client";

import { useRouter } from "next/navigation";
import { useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { saveView } from "@/lib/actions/shipments/views";
import { ROLE_LABELS, ROLES, type Role } from "@/lib/domain/access/role";

interface SaveViewDialogProps {
  readonly page: "shipments" | "messages" | "exceptions";
  /** What is saved, in the words of the menu that opened this. */
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly query: string;
  readonly name: string;
  readonly role: Role;
  readonly mayShare: boolean;
}

export function SaveViewDialog({
  page,
  title,
  open,
  onClose,
  query,
  name,
  role,
  mayShare,
}: SaveViewDialogProps) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [saving, startSaving] = useTransition();
  const submit = (form: FormData) =>
    startSaving(async () => {
      const given = String(form.get("name") ?? "");
      const shared = String(form.get("sharedWithRole") ?? "");
      const result = await saveView({
        page,
        name: given,
        query,
        sharedWithRole: ROLES.find((known) => known === shared) ?? null,
      });
      if (!result.ok) {
        setProblems(result.fields ?? { name: result.message });
        return;
      }
      setProblems({});
      toast("ok", `View “${given.trim()}” saved.`);
      onClose();
      router.refresh();
    });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={formId} busy={saving}>
            Save view
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
        className="grid gap-3"
      >
        <TextField
          label="Name"
          name="name"
          defaultValue={name}
          maxLength={60}
          required
          autoFocus
          hint="A name you have already is replaced."
          error={problems.name}
        />
        {mayShare && (
          <Select
            label="Who else sees it"
            name="sharedWithRole"
            defaultValue=""
            error={problems.sharedWithRole}
            options={[
              { value: "", label: "Only me" },
              ...[role, ...ROLES.filter((other) => other !== role)].map((each) => ({
                value: each,
                label: `Everyone in ${ROLE_LABELS[each]}`,
              })),
            ]}
          />
        )}
        <p className="text-ink-2">
          The view keeps the filters{page === "shipments" && " and the columns"}, not the {page}: it shows
          what fits them whenever it is opened.
        </p>
      </form>
    </Dialog>
  );
}
