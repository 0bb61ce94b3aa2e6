"use client";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

interface SecretNoteProps {
  readonly text: string;
  readonly onClose: () => void;
}

/** The only time this secret is seen: it is stored sealed. */
export function SecretNote({ text, onClose }: SecretNoteProps) {
  return (
    <Dialog open onClose={onClose} title="Hand this secret over now">
      <p className="text-ink-2">
        It works from now on, beside the others in use. It is not shown again; if it gets lost, make another
        one and retire this.
      </p>
      <p className="mono mt-3 flex items-center gap-2 rounded-lg bg-sunken px-3 py-2.5">
        <output className="min-w-0 break-all">{text}</output>
        <CopyButton value={text} what="secret" />
      </p>
      <div className="mt-3.5 flex justify-end">
        <Button kind="primary" onClick={onClose}>
          I have it
        </Button>
      </div>
    </Dialog>
  );
}
