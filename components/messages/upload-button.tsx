"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Choice } from "@/lib/contracts/messages/message-list";
import { UploadForm } from "./upload-form";

interface UploadButtonProps {
  readonly connections: readonly Choice[];
}

/** Brings files in by hand: they go the same way as what a partner sends. */
export function UploadButton({ connections }: UploadButtonProps) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const close = () => {
    setOpen(false);
    router.refresh();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Upload size={14} aria-hidden="true" />
        Upload
      </Button>
      <Dialog open={open} onClose={close} title="Upload partner messages">
        <UploadForm connections={connections} onClose={close} />
      </Dialog>
    </>
  );
}
