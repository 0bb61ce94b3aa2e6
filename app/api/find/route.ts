import { answerRead } from "@/lib/usecases/views/live/answer-read";
import { findShipments } from "@/lib/usecases/views/shipments/find-shipments";

export async function GET(request: Request): Promise<Response> {
  const text = new URL(request.url).searchParams.get("q") ?? "";
  return answerRead((ctx) => findShipments(ctx, text));
}
