import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/usecases/access/auth-options";

interface RouteContext {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

const handle = (request: NextRequest, context: RouteContext): Promise<Response> =>
  NextAuth(request, context, authOptions());

export { handle as GET, handle as POST };
