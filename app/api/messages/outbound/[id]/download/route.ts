import { z } from "zod";
import { NotFoundError } from "@/lib/domain/app-error";
import { answer } from "@/lib/usecases/views/live/answer-read";
import { downloadOutbound } from "@/lib/usecases/views/messages/download-message";
import { attachment } from "../../../attachment";

export async function GET(_request: Request, { params }: { readonly params: Promise<{ id: string }> }) {
  return answer(async (ctx) => {
    const id = z.uuid().safeParse((await params).id);
    if (!id.success) throw new NotFoundError("There is no such answer here.");
    return attachment(await downloadOutbound(ctx, id.data));
  });
}
