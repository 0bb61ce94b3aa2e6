import { handoverQuerySchema } from "@/lib/contracts/exceptions/handover";
import { shiftHandover } from "@/lib/usecases/views/exceptions/shift-handover";
import { answerRead } from "@/lib/usecases/views/live/answer-read";

export async function GET(request: Request): Promise<Response> {
  const since = new URL(request.url).searchParams.get("since") ?? undefined;
  return answerRead((ctx) => shiftHandover(ctx, handoverQuerySchema.parse({ since })));
}
