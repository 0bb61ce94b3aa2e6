import { readBoardQuery } from "@/lib/contracts/shipments/board-query";
import { exportShipments } from "@/lib/usecases/shipments/export-shipments";
import { answer } from "@/lib/usecases/views/live/answer-read";
import { textStream } from "@/lib/usecases/views/live/text-stream";

export async function GET(request: Request): Promise<Response> {
  const query = readBoardQuery(new URL(request.url).searchParams);
  return answer(async (ctx) => {
    const { fileName, pieces } = await exportShipments(ctx, query);
    return new Response(textStream(pieces), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  });
}
