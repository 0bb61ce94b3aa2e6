"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FormProblem } from "@/components/ui/form-problem";
import { LinkButton } from "@/components/ui/link-button";
import { type SetupRun, useSetup } from "@/lib/client/odoo/use-setup";
import type { SetUpOdooInput } from "@/lib/contracts/odoo/setup-input";
import type { OdooSetupStart } from "@/lib/contracts/odoo/setup-start";
import { SetupFields } from "./setup-fields";
import { SetupStepList } from "./setup-steps";

/** The guided set-up: asks for an administrator once, then tells each step as it goes. */
export function SetupForm({ start: given }: { readonly start: OdooSetupStart }) {
  const { run, start } = useSetup();
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (run.busy) return;
    const form = event.currentTarget;
    void start(readSetupForm(given, new FormData(form))).then(() => forgetPassword(form));
  };
  return (
    <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <Card title="What it needs">
        <form onSubmit={submit} className="grid gap-3.5">
          <FormProblem text={run.problem?.message ?? null} />
          <SetupFields start={given} errors={run.problem?.fields ?? {}} />
          <div className="flex justify-end">
            <Button type="submit" kind="primary" busy={run.busy}>
              {given.isSetUp ? "Set up again" : "Set up"}
            </Button>
          </div>
        </form>
      </Card>
      <Card title="What it does" aside={<Verdict run={run} />}>
        <SetupStepList steps={run.steps} busy={run.busy} />
        <Ending run={run} />
      </Card>
    </div>
  );
}

function Verdict({ run }: { readonly run: SetupRun }) {
  const text = run.busy
    ? "This takes up to a minute."
    : run.report
      ? run.report.ok
        ? "Set up."
        : "Not finished."
      : "Each step looks first; running it again is safe.";
  return <p className="text-xs text-ink-3">{text}</p>;
}

function Ending({ run: { report } }: { readonly run: SetupRun }) {
  if (!report?.connectionId) return null;
  return (
    <div className="mt-3.5 grid gap-2">
      <p role="status">
        {report.ok
          ? "Odoo is set up. The first load begins by itself; its page shows how far it is."
          : "What is marked as done stays. Mend what failed and run it again."}
      </p>
      <LinkButton href={`/connections/${report.slug}`} className="justify-self-start">
        {report.ok ? "See the first load" : "See the connection"}
      </LinkButton>
    </div>
  );
}

/** It stays on the screen no longer than it is needed. */
function forgetPassword(form: HTMLFormElement): void {
  const field = form.elements.namedItem("adminPassword");
  if (field instanceof HTMLInputElement) field.value = "";
}

function readSetupForm(start: OdooSetupStart, form: FormData): SetUpOdooInput {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  return {
    slug: start.slug ?? text("slug"),
    name: start.slug === null ? text("name") : start.name,
    baseUrl: text("baseUrl"),
    database: text("database"),
    adminLogin: text("adminLogin"),
    adminPassword: String(form.get("adminPassword") ?? ""),
    webhookBase: text("webhookBase") || null,
    mayInstallModule: form.has("mayInstallModule"),
    newKeys: form.has("newKeys"),
  };
}
