import { readSeverityPolicy } from "@/lib/usecases/views/exceptions/read-severity-policy";
import { answerRead } from "@/lib/usecases/views/live/answer-read";

export async function GET(): Promise<Response> {
  return answerRead(readSeverityPolicy);
}
