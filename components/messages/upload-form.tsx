"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { FileField } from "@/components/ui/text-field";
import { type UploadResult, uploadFile } from "@/lib/client/messages/upload-file";
import type { Choice } from "@/lib/contracts/messages/message-list";
import { UPLOAD_MOST_BYTES, UPLOAD_MOST_FILES } from "@/lib/contracts/messages/upload";
import { UploadResults } from "./upload-results";

export interface UploadedFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Null while it is on its way. */
  readonly result: UploadResult | null;
}

interface UploadFormProps {
  readonly connections: readonly Choice[];
  readonly onClose: () => void;
}

export function UploadForm({ connections, onClose }: UploadFormProps) {
  const [files, setFiles] = useState<readonly UploadedFile[]>([]);
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [connectionId, setConnectionId] = useState(connections[0]?.value ?? "");
  const [problem, setProblem] = useState<string>();
  const busy = files.some((file) => file.result === null);

  const choose = (list: FileList | null) => {
    const all = [...(list ?? [])];
    setChosen(all.slice(0, UPLOAD_MOST_FILES));
    setProblem(
      all.length > UPLOAD_MOST_FILES
        ? `The first ${UPLOAD_MOST_FILES} are taken; send the rest after.`
        : undefined,
    );
    setFiles([]);
  };
  const send = async (event: React.FormEvent) => {
    event.preventDefault();
    if (chosen.length === 0) {
      setProblem("Choose a file first.");
      return;
    }
    setProblem(undefined);
    setFiles(chosen.map((file) => ({ name: file.name, sizeBytes: file.size, result: null })));
    // One after the other: the order they were chosen in is the order they came in.
    for (const [index, file] of chosen.entries()) {
      const result = file.size > UPLOAD_MOST_BYTES ? TOO_LARGE : await uploadFile(connectionId, file);
      setFiles((now) => now.map((entry, place) => (place === index ? { ...entry, result } : entry)));
    }
  };

  return (
    <form onSubmit={(event) => void send(event)} className="grid gap-3">
      <Select
        label="Connection"
        hint="Who the files are from. Its dialect and mapping read them."
        options={connections}
        value={connectionId}
        onChange={(event) => setConnectionId(event.target.value)}
      />
      <FileField
        label="Files"
        hint={`X12, JSON or CSV, up to 16 MiB each, at most ${UPLOAD_MOST_FILES} at once. They are kept byte for byte; a file that came before is not taken twice.`}
        error={problem}
        multiple
        onChange={(event) => choose(event.target.files)}
      />
      <UploadResults files={files} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{files.length > 0 && !busy ? "Done" : "Cancel"}</Button>
        <Button type="submit" kind="primary" busy={busy}>
          {chosen.length > 1 ? `Upload ${chosen.length} files` : "Upload"}
        </Button>
      </div>
    </form>
  );
}

const TOO_LARGE: UploadResult = {
  ok: false,
  message: "It holds more than 16 MiB. Nothing was stored; split it, or drop it in the connection's folder.",
};
