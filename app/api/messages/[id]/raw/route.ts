import { z } from "zod";
import { NotFoundError } from "@/lib/domain/app-error";
import { answerRead } from "@/lib/usecases/views/live/answer-read";
import { rawMessage } from "@/lib/usecases/views/messages/raw-message";

const idSchema = z.uuid();
const querySchema = z.object({
  at: z.string().max(200).optional(),
  from: z.coerce.number().int().min(0).max(100_000_000).optional().catch(undefined),
  form: z.enum(["pretty", "original"]).default("pretty").catch("pretty"),
});

export async function GET(request: Request, { params }: { readonly params: Promise<{ id: string }> }) {
  return answerRead(async (ctx) => {
    const id = idSchema.safeParse((await params).id);
    if (!id.success) throw new NotFoundError("There is no such message here.");
    const { at, ...options } = querySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
    return rawMessage(ctx, id.data, at, options);
  });
}
