import { ExternalLink } from "lucide-react";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { OdooDocument } from "@/lib/contracts/commands/command-list";

/** A document of Odoo; where its screen is known, the way there, in a tab of its own. */
export function OdooLink({ document: { text, href } }: { readonly document: OdooDocument }) {
  if (!href) return <span>{text}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="relative z-1 inline-flex items-center gap-1 text-accent underline"
    >
      {text}
      <ExternalLink size={12} aria-hidden="true" className="shrink-0" />
      <VisuallyHidden>opens in Odoo</VisuallyHidden>
    </a>
  );
}
