"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { readOdooNow } from "@/lib/actions/odoo/odoo";

/** Has every model looked at by the next free worker. Harmless, so it asks nothing; who pressed is in the audit log. */
export function ReadNowButton({ connectionId }: { readonly connectionId: string }) {
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const read = async () => {
    setBusy(true);
    try {
      const answer = await readOdooNow({ connectionId });
      if (answer.ok) toast("ok", `${answer.value} models are read as soon as a worker is free.`);
      else toast("bad", answer.message);
    } catch {
      toast("bad", "The server could not be reached. Nothing was asked for; try again.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button onClick={() => void read()} busy={busy}>
      Read now
    </Button>
  );
}
