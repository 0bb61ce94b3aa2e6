import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentSession } from "@/lib/usecases/access/current-session";
import { SignInFrame } from "../sign-in-frame";
import { NewPasswordForm } from "./new-password-form";

export const metadata: Metadata = { title: "New password" };

export default async function NewPasswordPage() {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  if (!session.hasPassword) redirect("/shipments");
  return (
    <SignInFrame title="Choose a new password">
      <p className="mt-1 text-ink-2">
        {session.mustChangePassword
          ? "The one you were given works once. Choose one that only you know."
          : "Every session you have open ends, this one too."}
      </p>
      <NewPasswordForm email={session.actor.email} mustChange={session.mustChangePassword} />
    </SignInFrame>
  );
}
