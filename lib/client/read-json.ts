import type { AppErrorCode } from "@/lib/domain/app-error";

/** A read that was refused or did not arrive. `message` is for the person at the screen. */
export class ReadError extends Error {
  readonly code: AppErrorCode | "network";

  constructor(code: AppErrorCode | "network", message: string) {
    super(message);
    this.name = "ReadError";
    this.code = code;
  }
}

/** Reads JSON from one of our own addresses. @throws {ReadError} with words for the screen. */
export async function readJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { signal, headers: { accept: "application/json" } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ReadError("network", "Milepost does not answer. What is shown stays as it was.");
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const { code, message } = (body ?? {}) as { code?: AppErrorCode; message?: string };
  throw new ReadError(
    code ?? "unavailable",
    message ?? "This could not be read. It is tried again by itself.",
  );
}
