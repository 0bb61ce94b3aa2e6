"use client";

import { signIn } from "next-auth/react";
import { useId, useRef, useState } from "react";
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

export function SignInForm({ goTo, withOidc, refusal }: SignInFormProps) {
  const [problem, setProblem] = useState(refusal);
  const [busy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const problemId = useId();

  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const code = await trySignIn(new FormData(event.currentTarget));
    if (code === null) {
      // A full load: nothing from before the sign-in stays in the browser's memory.
      window.location.assign(goTo);
      return;
    }
    setProblem(refusalText(code));
    setBusy(false);
    password.current?.select();
    password.current?.focus();
  };

  return (
    <form
      onSubmit={(event) => void submit(event)}
      aria-describedby={problem ? problemId : undefined}
      className="mt-3.5 grid gap-3.5"
    >
      <FormProblem id={problemId} text={problem} />
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
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
async function trySignIn(form: FormData): Promise<string | null> {
  try {
    const answer = await signIn("password", {
      redirect: false,
      email: String(form.get("email") ?? ""),
      password: String(form.get("password") ?? ""),
    });
    return answer?.ok ? null : (answer?.error ?? "unavailable");
  } catch {
    return "unavailable";
  }
}
