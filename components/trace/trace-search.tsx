import { Search } from "lucide-react";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { CONTROL_LOOK } from "@/components/ui/field";

/** Takes a trace id, an id of ours or any number a customer reads out. */
export function TraceSearch({ q = "" }: { readonly q?: string }) {
  return (
    <search className="mt-3.5 block">
      <Form action="/trace" className="flex max-w-2xl flex-wrap items-center gap-2">
        <input
          type="search"
          name="q"
          defaultValue={q}
          required
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          aria-label="Trace any reference, id or trace id"
          placeholder="PRO, BOL, order, invoice, or a trace id"
          className={`${CONTROL_LOOK} min-w-0 flex-1 basis-56`}
        />
        <Button type="submit">
          <Search size={14} aria-hidden="true" />
          Trace
        </Button>
      </Form>
    </search>
  );
}
