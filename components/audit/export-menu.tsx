"use client";

import { buttonLook } from "@/components/ui/button-look";
import { Popover } from "@/components/ui/popover";
import { type AuditQuery, auditExportHref } from "@/lib/contracts/audit/audit-query";

/** The rows that fit the filters as a file. Plain links: what is downloaded is no page to fetch ahead. */
export function ExportMenu({ query }: { readonly query: AuditQuery }) {
  return (
    <Popover label="Export" trigger="Export" triggerClassName={buttonLook("default")} align="end">
      {(close) => (
        <>
          <a
            href={auditExportHref(query, "csv")}
            onClick={close}
            className="block rounded-md px-2.5 py-1.5 hover:bg-sunken"
          >
            CSV, for a spreadsheet
          </a>
          <a
            href={auditExportHref(query, "jsonl")}
            onClick={close}
            className="block rounded-md px-2.5 py-1.5 hover:bg-sunken"
          >
            JSON Lines, with every hash
          </a>
          <p className="px-2.5 py-1.5 text-xs text-ink-3">
            All rows that fit the filters. That you took them is written down too.
          </p>
        </>
      )}
    </Popover>
  );
}
