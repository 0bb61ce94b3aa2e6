import { exceptionKindFrom } from "@/lib/usecases/views/exceptions/exception-id";
import { runbookHistory } from "@/lib/usecases/views/exceptions/read-runbook";
import { answerRead } from "@/lib/usecases/views/live/answer-read";

interface RouteProps {
  readonly params: Promise<{ readonly kind: string }>;
}

export async function GET(_request: Request, { params }: RouteProps): Promise<Response> {
  return answerRead(async (ctx) => runbookHistory(ctx, exceptionKindFrom((await params).kind)));
}
