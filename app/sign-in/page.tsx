import type { Metadata } from "next";
import { isOidcConfigured } from "@/lib/usecases/access/oidc-provider";
import { signInTarget } from "@/lib/usecases/access/sign-in-target";
import { refusalText } from "./refusal-text";
import { SignInForm } from "./sign-in-form";
import { SignInFrame } from "./sign-in-frame";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  readonly searchParams: Promise<{
    readonly callbackUrl?: string | string[];
    readonly error?: string | string[];
  }>;
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const asked = await searchParams;
  const goTo = await signInTarget(one(asked.callbackUrl));
  return (
    <SignInFrame title="Sign in">
      <SignInForm goTo={goTo} withOidc={isOidcConfigured()} refusal={refusalText(one(asked.error))} />
    </SignInFrame>
  );
}
