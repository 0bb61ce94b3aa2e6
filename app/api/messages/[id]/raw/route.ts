import { z } from "zod";
import { answerRead } from "@/lib/usecases/views/live/answer-read";
import { messageIdFrom } from "@/lib/usecases/views/messages/message-id";
import { rawMessage } from "@/lib/usecases/views/messages/raw-message";

const querySchema = z.object({
  at: z.string().max(200).optional().catch(undefined),
  from: z.coerce.number().int().min(0).max(100_000_000).optional().catch(undefined),
  form: z.enum(["pretty", "original"]).default("pretty").catch("pretty"),
});

interface RouteProps {
  readonly params: Promise<{ id: string }>;
}

export async function GET(request: Request, { params }: RouteProps): Promise<Response> {
  return answerRead(async (ctx) => {
    const { at, ...options } = querySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
    return rawMessage(ctx, messageIdFrom((await params).id), at, options);
  });
}
