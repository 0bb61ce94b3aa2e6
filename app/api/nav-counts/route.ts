import { answerRead } from "@/lib/usecases/views/live/answer-read";
import { navCounts } from "@/lib/usecases/views/nav-counts";

export async function GET(): Promise<Response> {
  return answerRead(navCounts);
}
