import { access, mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { ClaimedOutbound } from "@/db/queries/outbound/claim-outbound";
import { OutboundError } from "./outbound-error";
import type { Way } from "./ways-out";

/**
 * A file in `out/` of the connection's drop folder, under a name of its own. It is written under another name first: while that one is there the file has not
 * been handed over, and once it is gone it has, whether or not the partner took it away since.
 */
export function folderWay(dropFolder: string | undefined, slug: string): Way {
  if (!dropFolder)
    throw new OutboundError("There is no drop folder: DROP_FOLDER is not set. It waits until it is.");
  const folder = join(dropFolder, slug, "out");
  const unfinished = (message: ClaimedOutbound) => join(folder, `.${fileNameOf(message)}.part`);
  const handOver = (message: ClaimedOutbound) =>
    rename(unfinished(message), join(folder, fileNameOf(message)));
  return {
    prepare: (message) =>
      onDisk(async () => {
        await mkdir(folder, { recursive: true });
        const file = await open(unfinished(message), "w");
        try {
          await file.writeFile(message.body);
          await file.sync();
        } finally {
          await file.close();
        }
      }),
    deliver: (message) => onDisk(() => handOver(message)),
    lookUp: (message) =>
      onDisk(async () => {
        // A folder that is gone (not mounted, say) tells nothing.
        await access(folder);
        const isWaiting = await access(unfinished(message)).then(
          () => true,
          () => false,
        );
        if (isWaiting) await handOver(message);
        return "there" as const;
      }),
  };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  "application/edi-x12": "edi",
  "application/json": "json",
  "text/plain": "txt",
  "text/csv": "csv",
};

/** The id makes it unique, and the same on every try. */
export function fileNameOf({
  kind,
  controlNumber,
  id,
  contentType,
}: Pick<ClaimedOutbound, "kind" | "controlNumber" | "id" | "contentType">): string {
  const number = controlNumber === null ? "" : `-${String(controlNumber).padStart(9, "0")}`;
  return `${kind}${number}-${id}.${EXTENSIONS[contentType.split(";")[0] ?? ""] ?? "bin"}`;
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutboundError(`The drop folder can't be written to: ${reason}`, { breaking: "connection" });
  }
}
