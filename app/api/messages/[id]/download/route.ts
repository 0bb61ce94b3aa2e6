import { z } from "zod";
import { NotFoundError } from "@/lib/domain/app-error";
import { answer } from "@/lib/usecases/views/live/answer-read";
import { downloadMessage } from "@/lib/usecases/views/messages/download-message";
import { attachment } from "../../attachment";

export async function GET(_request: Request, { params }: { readonly params: Promise<{ id: string }> }) {
  return answer(async (ctx) => {
    const id = z.uuid().safeParse((await params).id);
    if (!id.success) throw new NotFoundError("There is no such message here.");
    return attachment(await downloadMessage(ctx, id.data));
  });
}
