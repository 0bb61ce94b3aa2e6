import { z } from "zod";
import { CATALOGUE_FORMATS } from "@/lib/contracts/catalogue/catalogue-query";
import { exportCatalogue } from "@/lib/usecases/catalogue/export-catalogue";
import { answer } from "@/lib/usecases/views/live/answer-read";

const formatSchema = z.enum(CATALOGUE_FORMATS).catch("csv");

export async function GET(request: Request): Promise<Response> {
  const format = formatSchema.parse(new URL(request.url).searchParams.get("format"));
  return answer(async (ctx) => {
    const { fileName, contentType, text } = await exportCatalogue(ctx, format);
    return new Response(text, {
      headers: {
        "content-type": contentType,
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  });
}
