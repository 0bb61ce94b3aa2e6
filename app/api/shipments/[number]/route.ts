import { answerRead } from "@/lib/usecases/views/live/answer-read";
import { shipmentPage } from "@/lib/usecases/views/shipments/shipment-page";

interface RouteContext {
  readonly params: Promise<{ readonly number: string }>;
}

export async function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  const { number } = await params;
  return answerRead((ctx) => shipmentPage(ctx, number));
}
