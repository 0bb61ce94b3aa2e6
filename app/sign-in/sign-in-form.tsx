"use client";

import { signIn } from "next-auth/react";
import { useActionState, useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { FormProblem } from "@/components/ui/form-problem";
import { TextField } from "@/components/ui/text-field";
import { refusalText } from "./refusal-text";

interface SignInFormProps {
  /** A path on this site, checked on the server. */
  readonly goTo: string;
  readonly withOidc: boolean;
  readonly refusal: string | null;
}

interface Tried {
  readonly problem: string | null;
  readonly email: string;
  readonly tries: number;
}

export function SignInForm({ goTo, withOidc, refusal }: SignInFormProps) {
  const password = useRef<HTMLInputElement>(null);
  const problemId = useId();
  // A form action and no submit handler: React keeps a press from before the page has woken up, and a password never
  // ends in the address.
  const [tried, submit, busy] = useActionState(
    async (before: Tried, form: FormData): Promise<Tried> => {
      const email = String(form.get("email") ?? "");
      const code = await trySignIn(email, String(form.get("password") ?? ""));
      // A full load: nothing from before the sign-in stays in the browser's memory.
      if (code === null) window.location.assign(goTo);
      return { problem: refusalText(code), email, tries: before.tries + 1 };
    },
    { problem: refusal, email: "", tries: 0 },
  );

  useEffect(() => {
    if (tried.tries > 0) password.current?.focus();
  }, [tried.tries]);

  return (
    <form
      action={submit}
      aria-describedby={tried.problem ? problemId : undefined}
      className="mt-3.5 grid gap-3.5"
    >
      <FormProblem id={problemId} text={tried.problem} />
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        defaultValue={tried.email}
        autoFocus
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        maxLength={128}
        ref={password}
      />
      <Button type="submit" kind="primary" busy={busy} className="mt-1 py-2">
        {busy ? "Signing in…" : "Sign in"}
      </Button>
      {withOidc && (
        <Button onClick={() => void signIn("oidc", { callbackUrl: goTo })} className="py-2">
          Sign in with single sign-on
        </Button>
      )}
    </form>
  );
}

/** @returns null when it worked, else the code of the refusal. */
async function trySignIn(email: string, password: string): Promise<string | null> {
  try {
    const answer = await signIn("password", { redirect: false, email, password });
    return answer?.ok ? null : (answer?.error ?? "unavailable");
  } catch {
    return "unavailable";
  }
}
