import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/text-field";
import type { OdooSetupStart } from "@/lib/contracts/odoo/setup-start";

interface SetupFieldsProps {
  readonly start: OdooSetupStart;
  readonly errors: Readonly<Record<string, string>>;
}

export function SetupFields({ start, errors }: SetupFieldsProps) {
  return (
    <>
      {start.slug === null && <NameFields start={start} errors={errors} />}
      <TextField
        label="Address of Odoo"
        hint="As Milepost reaches it, such as https://erp.example.com."
        name="baseUrl"
        type="url"
        required
        maxLength={500}
        defaultValue={start.baseUrl}
        autoComplete="off"
        error={errors.baseUrl}
      />
      <TextField
        label="Database"
        name="database"
        required
        maxLength={100}
        defaultValue={start.database}
        autoComplete="off"
        error={errors.database}
      />
      <AdminFields errors={errors} />
      <TextField
        label="Address of Milepost"
        hint="As Odoo reaches it, for hints when something changes. Empty: changes come with the next look."
        name="webhookBase"
        type="url"
        maxLength={500}
        defaultValue={start.webhookBase}
        autoComplete="off"
        error={errors.webhookBase}
      />
      <Checkbox
        label="Install Odoo's Automation Rules where they are missing (Odoo pauses for some seconds)"
        name="mayInstallModule"
      />
      {start.isSetUp && <Checkbox label="New keys, also where those in use still hold" name="newKeys" />}
    </>
  );
}

function NameFields({ start, errors }: SetupFieldsProps) {
  return (
    <div className="grid items-start gap-3.5 sm:grid-cols-2">
      <TextField
        label="Name"
        name="name"
        required
        minLength={2}
        maxLength={100}
        defaultValue={start.name}
        autoComplete="off"
        error={errors.name}
      />
      <TextField
        label="Public name"
        hint="Part of its address, for good."
        name="slug"
        required
        maxLength={63}
        pattern="[a-z0-9]+(-[a-z0-9]+)*"
        defaultValue="odoo"
        autoComplete="off"
        error={errors.slug}
      />
    </div>
  );
}

/** Someone with Odoo's right Settings. Used for this once, kept nowhere; the browser is asked not to keep it either. */
export function AdminFields({ errors }: Pick<SetupFieldsProps, "errors">) {
  return (
    <div className="grid items-start gap-3.5 sm:grid-cols-2">
      <TextField
        label="Administrator's login"
        hint="With the right Settings in Odoo."
        name="adminLogin"
        required
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        error={errors.adminLogin}
      />
      <TextField
        label="Administrator's password"
        hint="Used this once, never stored."
        name="adminPassword"
        type="password"
        required
        maxLength={1_000}
        autoComplete="off"
        error={errors.adminPassword}
      />
    </div>
  );
}
