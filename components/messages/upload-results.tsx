import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import type { UploadResult } from "@/lib/client/messages/upload-file";
import type { UploadAnswer } from "@/lib/contracts/messages/upload";
import { sizeText } from "./size-text";
import type { UploadedFile } from "./upload-form";

/** What became of each file, as it becomes known. */
export function UploadResults({ files }: { readonly files: readonly UploadedFile[] }) {
  return (
    <ul role="status" className="grid gap-1.5">
      {files.map((file, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
        <li key={place} className="grid gap-0.5 rounded-md border border-line px-2.5 py-1.5">
          <span className="flex flex-wrap items-center gap-2">
            <b className="min-w-0 break-all">{file.name}</b>
            <span className="text-xs text-ink-3">{sizeText(file.sizeBytes)}</span>
            <span className="ml-auto">
              <ResultChip result={file.result} />
            </span>
          </span>
          {file.result && <ResultText result={file.result} />}
        </li>
      ))}
    </ul>
  );
}

const WORDS: Readonly<Record<UploadAnswer["result"], string>> = {
  accepted: "Stored. It is read within seconds.",
  repeat: "These bytes came before; nothing was stored twice.",
  conflict: "Stored as a conflict: its delivery key came before with other bytes.",
};

function ResultChip({ result }: { readonly result: UploadResult | null }) {
  if (result === null) return <Chip tone="info">Sending</Chip>;
  if (!result.ok) return <Chip tone="bad">Refused</Chip>;
  return {
    accepted: <Chip tone="ok">Stored</Chip>,
    repeat: <Chip>Known already</Chip>,
    conflict: <Chip tone="warn">Conflict</Chip>,
  }[result.answer.result];
}

function ResultText({ result }: { readonly result: UploadResult }) {
  if (!result.ok) return <span className="text-ink-2">{result.message}</span>;
  return (
    <span className="text-ink-2">
      {WORDS[result.answer.result]}{" "}
      <Link href={`/messages/${result.answer.messageId}`} className="text-accent underline">
        See the message
      </Link>
    </span>
  );
}
