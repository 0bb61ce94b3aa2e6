import { answerRead } from "@/lib/usecases/views/live/answer-read";
import { findAttachable } from "@/lib/usecases/views/messages/find-attachable";

export async function GET(request: Request): Promise<Response> {
  const text = new URL(request.url).searchParams.get("q") ?? "";
  return answerRead((ctx) => findAttachable(ctx, text));
}
