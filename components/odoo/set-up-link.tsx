import { LinkButton } from "@/components/ui/link-button";
import type { OdooSummary } from "@/lib/contracts/odoo/odoo-page";

/** To the guided set-up: the thing to do while there is none, else a way to put things right and to make new keys. */
export function SetUpLink({ slug, odoo }: { readonly slug: string; readonly odoo: OdooSummary }) {
  const isNew = odoo.health === "not_set_up";
  return (
    <LinkButton href={`/connections/${slug}/set-up`} kind={isNew ? "primary" : "default"}>
      {isNew ? "Set up" : "Set up again / new keys"}
    </LinkButton>
  );
}
