import { z } from "zod";
import { AUDIT_EXPORT_FORMATS, readAuditQuery } from "@/lib/contracts/audit/audit-query";
import { exportAudit } from "@/lib/usecases/audit/export-audit";
import { answer } from "@/lib/usecases/views/live/answer-read";
import { textStream } from "@/lib/usecases/views/live/text-stream";

const formatSchema = z.enum(AUDIT_EXPORT_FORMATS).catch("csv");

export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return answer(async (ctx) => {
    const format = formatSchema.parse(searchParams.get("format"));
    const { fileName, contentType, pieces } = await exportAudit(ctx, readAuditQuery(searchParams), format);
    return new Response(textStream(pieces), {
      headers: {
        "content-type": contentType,
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  });
}
