import type { SetupEvent } from "@/lib/contracts/odoo/setup-event";
import type { SetUpOdooInput } from "@/lib/contracts/odoo/setup-input";
import { AppError } from "@/lib/domain/app-error";
import { errorFields, log } from "@/lib/log";
import type { Context } from "@/lib/usecases/context";
import { setUpOdoo } from "@/lib/usecases/odoo/setup/set-up-odoo";

/**
 * The set-up of an Odoo as it goes, an event a line. It runs to its end whether or not anybody still listens: one cut off in the middle would leave
 * a user without a key.
 */
export function setupLines(
  ctx: Context,
  secretKey: Buffer,
  input: SetUpOdooInput,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isHeard = true;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const tell = (event: SetupEvent) => {
        if (isHeard) controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
      };
      void setUpOdoo(ctx, secretKey, input, (step) => tell({ kind: "step", step }))
        .then((report) => tell({ kind: "ended", report }))
        .catch((error: unknown) => tell(refusal(error)))
        .finally(() => isHeard && controller.close());
    },
    cancel() {
      isHeard = false;
    },
  });
}

function refusal(error: unknown): SetupEvent {
  if (error instanceof AppError) {
    return { kind: "refused", message: error.message, ...(error.fields ? { fields: error.fields } : {}) };
  }
  log("error", "the set-up of an Odoo failed", errorFields(error));
  const message =
    "Something of ours went wrong. What was done so far stays; run it again, each step looks first.";
  return { kind: "refused", message };
}
