"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { CatalogueLine } from "@/lib/contracts/catalogue/catalogue-page";
import { EntryDialog } from "./entry-dialog";

export function EditEntry({ line }: { readonly line: CatalogueLine }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        Edit<VisuallyHidden>{` ${line.label}`}</VisuallyHidden>
      </Button>
      {isOpen && <EntryDialog line={line} onClose={() => setOpen(false)} />}
    </>
  );
}
