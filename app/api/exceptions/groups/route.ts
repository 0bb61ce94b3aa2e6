import { listGroups } from "@/lib/usecases/views/exceptions/list-groups";
import { answerRead } from "@/lib/usecases/views/live/answer-read";

export async function GET(): Promise<Response> {
  return answerRead(listGroups);
}
