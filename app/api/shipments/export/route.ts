import { readBoardQuery } from "@/lib/contracts/shipments/board-query";
import { exportShipments } from "@/lib/usecases/shipments/export-shipments";
import { answer } from "@/lib/usecases/views/live/answer-read";

export async function GET(request: Request): Promise<Response> {
  const query = readBoardQuery(new URL(request.url).searchParams);
  return answer(async (ctx) => {
    const { fileName, pieces } = await exportShipments(ctx, query);
    const iterator = pieces[Symbol.asyncIterator]();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await iterator.return?.();
      },
    });
    return new Response(body, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  });
}
