import { readExceptionQuery } from "@/lib/contracts/exceptions/exception-query";
import { listExceptions } from "@/lib/usecases/views/exceptions/list-exceptions";
import { answerRead } from "@/lib/usecases/views/live/answer-read";

export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return answerRead((ctx) => listExceptions(ctx, readExceptionQuery(searchParams)));
}
