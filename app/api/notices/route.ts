import { answerRead } from "@/lib/usecases/views/live/answer-read";
import { bell } from "@/lib/usecases/views/notices/bell";

export async function GET(): Promise<Response> {
  return answerRead(bell);
}
