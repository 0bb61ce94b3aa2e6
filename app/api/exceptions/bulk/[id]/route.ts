import { bulkProgress } from "@/lib/usecases/views/exceptions/bulk-progress";
import { exceptionIdFrom } from "@/lib/usecases/views/exceptions/exception-id";
import { answerRead } from "@/lib/usecases/views/live/answer-read";

interface RouteProps {
  readonly params: Promise<{ readonly id: string }>;
}

export async function GET(_request: Request, { params }: RouteProps): Promise<Response> {
  return answerRead(async (ctx) => bulkProgress(ctx, exceptionIdFrom((await params).id)));
}
