import { answerSetup } from "@/lib/usecases/odoo/settings/answer-setup";

export async function POST(request: Request): Promise<Response> {
  return answerSetup(request);
}
