import { answer } from "@/lib/usecases/views/live/answer-read";
import { downloadOutbound } from "@/lib/usecases/views/outbound/outbound-detail";
import { attachment } from "../../../attachment";

interface RouteProps {
  readonly params: Promise<{ id: string }>;
}

export async function GET(_request: Request, { params }: RouteProps): Promise<Response> {
  return answer(async (ctx) => attachment(await downloadOutbound(ctx, (await params).id)));
}
