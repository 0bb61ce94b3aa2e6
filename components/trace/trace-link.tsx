import { Route } from "lucide-react";
import { LinkButton } from "@/components/ui/link-button";
import { traceHref } from "@/lib/contracts/trace/trace-href";

/** To the whole path through one thing. */
export function TraceLink({ from }: { readonly from: string }) {
  return (
    <LinkButton href={traceHref({ from })} prefetch={false}>
      <Route size={14} aria-hidden="true" />
      Trace
    </LinkButton>
  );
}
