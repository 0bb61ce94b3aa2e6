import type { UploadAnswer } from "@/lib/contracts/messages/upload";

export type UploadResult =
  | { readonly ok: true; readonly answer: UploadAnswer }
  | { readonly ok: false; readonly message: string };

/** Sends one file to one connection. Failures come back as a sentence for the person. */
export async function uploadFile(connectionId: string, file: File): Promise<UploadResult> {
  const form = new FormData();
  form.set("connectionId", connectionId);
  form.set("file", file);
  try {
    const response = await fetch("/api/messages/upload", { method: "POST", body: form });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return { ok: true, answer: body as UploadAnswer };
    const said = typeof body === "object" && body !== null && "message" in body ? body.message : undefined;
    return {
      ok: false,
      message: typeof said === "string" ? said : "It was refused. Nothing was stored; try again.",
    };
  } catch {
    return {
      ok: false,
      message: "The server could not be reached. Send the file again: what was stored is not stored twice.",
    };
  }
}
