"use client";

import { signIn } from "next-auth/react";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { FormProblem } from "@/components/ui/form-problem";
import { LinkButton } from "@/components/ui/link-button";
import { TextField } from "@/components/ui/text-field";
import { changeOwnPassword } from "@/lib/actions/access/own-password";

interface NewPasswordFormProps {
  readonly email: string;
  readonly mustChange: boolean;
}

interface Problem {
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
}

export function NewPasswordForm({ email, mustChange }: NewPasswordFormProps) {
  const [problem, submit, busy] = useActionState(
    (_before: Problem | null, form: FormData) => tryChange(email, form),
    null,
  );

  return (
    <form action={submit} className="mt-3.5 grid gap-3.5">
      <FormProblem text={problem?.message ?? null} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        label={mustChange ? "The password you were given" : "Current password"}
        name="current"
        type="password"
        autoComplete="current-password"
        required
        maxLength={128}
        error={problem?.fields.current}
        autoFocus
      />
      <TextField
        label="New password"
        hint="At least 12 characters; a few words in a row are fine."
        name="next"
        type="password"
        autoComplete="new-password"
        required
        maxLength={128}
        error={problem?.fields.next}
      />
      <TextField
        label="New password again"
        name="again"
        type="password"
        autoComplete="new-password"
        required
        maxLength={128}
        error={problem?.fields.again}
      />
      <Button type="submit" kind="primary" busy={busy} className="mt-1 py-2">
        {busy ? "Changing…" : "Change password and sign in"}
      </Button>
      {!mustChange && <LinkButton href="/shipments">Keep the current one</LinkButton>}
    </form>
  );
}

/** @returns null when it worked and the next page is on its way. */
async function tryChange(email: string, form: FormData): Promise<Problem | null> {
  const next = String(form.get("next") ?? "");
  if (next !== form.get("again")) {
    return { message: "The password was not changed.", fields: { again: "The two are not the same." } };
  }
  const answer = await changeOwnPassword({ current: String(form.get("current") ?? ""), next });
  if (!answer.ok) return { message: answer.message, fields: answer.fields ?? {} };
  // Changing it ended this session too; the new password opens the next one.
  const opened = await signIn("password", { redirect: false, email, password: next });
  window.location.assign(opened?.ok ? "/shipments" : "/sign-in");
  return null;
}
