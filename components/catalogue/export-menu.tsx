"use client";

import { buttonLook } from "@/components/ui/button-look";
import { Popover } from "@/components/ui/popover";
import { CATALOGUE_FORMATS, type CatalogueFormat } from "@/lib/contracts/catalogue/catalogue-query";

const WORDS: Readonly<Record<CatalogueFormat, string>> = {
  csv: "CSV, for a spreadsheet",
  markdown: "Markdown, for a wiki",
};

/** The whole catalogue as a file. Plain links: what is downloaded is no page to fetch ahead. */
export function ExportMenu() {
  return (
    <Popover label="Export" trigger="Export" triggerClassName={buttonLook("default")} align="end">
      {(close) =>
        CATALOGUE_FORMATS.map((format) => (
          <a
            key={format}
            href={`/api/catalogue/export?format=${format}`}
            onClick={close}
            className="block rounded-md px-2.5 py-1.5 hover:bg-sunken"
          >
            {WORDS[format]}
          </a>
        ))
      }
    </Popover>
  );
}
