"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { disableConnection, enableConnection } from "@/lib/actions/connections/connections";
import type { ConnectionPage } from "@/lib/contracts/connections/connection-page";
import { ReasonDialog } from "./reason-dialog";

export function SwitchButton({ page }: { readonly page: ConnectionPage }) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  const word = page.enabled ? "Switch off" : "Switch on";
  return (
    <>
      <Button onClick={() => setOpen(true)}>{word}</Button>
      {open && (
        <ReasonDialog
          title={`${word}: ${page.name}`}
          effect={
            page.enabled
              ? "Its address answers 404 from two seconds on and dropped files wait. What it sent before stays and is still read."
              : "It takes messages again at once, and the files that waited."
          }
          button={word}
          danger={page.enabled}
          run={(reason) => {
            const input = { connectionId: page.id, expectedVersion: page.version, reason };
            return page.enabled ? disableConnection(input) : enableConnection(input);
          }}
          onDone={() => {
            toast("ok", `${page.name} is switched ${page.enabled ? "off" : "on"}.`);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
