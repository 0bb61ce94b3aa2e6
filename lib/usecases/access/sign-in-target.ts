import "server-only";
import { redirect } from "next/navigation";
import { safeCallbackPath } from "@/lib/domain/access/callback-path";
import { currentSession } from "./current-session";

/** Where signing in leads: the path that was asked for, if it is one of ours. Who is signed in already is sent there. */
export async function signInTarget(asked: string | undefined): Promise<string> {
  const goTo = safeCallbackPath(asked);
  const session = await currentSession();
  if (session) redirect(session.mustChangePassword ? "/sign-in/new-password" : goTo);
  return goTo;
}
