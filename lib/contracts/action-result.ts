import type { AppErrorCode } from "@/lib/domain/app-error";

/** What every server action answers. `message` is for the person who pressed: what happened, what was kept, what to do. */
export type ActionResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: AppErrorCode;
      readonly message: string;
      /** Problems by input field. */
      readonly fields?: Readonly<Record<string, string>>;
      readonly retryAfterMs?: number;
    };
