import { uploadForm } from "@/lib/usecases/messages/upload-form";
import { answerRead } from "@/lib/usecases/views/live/answer-read";

export async function POST(request: Request): Promise<Response> {
  return answerRead((ctx) => uploadForm(ctx, request));
}
