"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { verifyAuditChain as verify } from "@/lib/usecases/audit/verify-audit-chain";

export const verifyAuditChain = defineAction({
  permission: "audit.read",
  input: z.object({}),
  run: (ctx) => verify(ctx),
});
