import { readBoardQuery } from "@/lib/contracts/shipments/board-query";
import { answerRead } from "@/lib/usecases/views/live/answer-read";
import { readShownIds, shipmentBoard } from "@/lib/usecases/views/shipments/shipment-board";

export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return answerRead((ctx) => shipmentBoard(ctx, readBoardQuery(searchParams), readShownIds(searchParams)));
}
