"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { AddConnectionDialog } from "./add-connection-dialog";
import { SecretNote } from "./secret-note";

interface Made {
  readonly slug: string;
  readonly secret: string;
}

export function AddConnection() {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const router = useRouter();
  const added = (slug: string, secret: string | null) => {
    setOpen(false);
    if (secret === null) router.push(`/connections/${slug}`);
    else setMade({ slug, secret });
  };
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        Add connection
      </Button>
      {open && <AddConnectionDialog onAdded={added} onClose={() => setOpen(false)} />}
      {made && (
        <SecretNote
          text={made.secret}
          onClose={() => {
            setMade(null);
            router.push(`/connections/${made.slug}`);
          }}
        />
      )}
    </>
  );
}
