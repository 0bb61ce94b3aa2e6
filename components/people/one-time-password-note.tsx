"use client";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import type { OneTimePassword } from "@/lib/contracts/people";

interface OneTimePasswordNoteProps {
  readonly handOver: OneTimePassword;
  readonly onClose: () => void;
}

/** The only time this password is seen: only its hash is stored. */
export function OneTimePasswordNote({ handOver, onClose }: OneTimePasswordNoteProps) {
  return (
    <Dialog open onClose={onClose} title="Hand this over now">
      <p className="text-ink-2">
        {handOver.email} can sign in with it once and must then choose another. It is not shown again; if it
        gets lost, reset it once more.
      </p>
      <p className="mt-3 flex items-center gap-2 rounded-lg bg-sunken px-3 py-2.5 font-mono text-lg">
        <output>{handOver.password}</output>
        <CopyButton value={handOver.password} what="password" />
      </p>
      <div className="mt-3.5 flex justify-end">
        <Button kind="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
