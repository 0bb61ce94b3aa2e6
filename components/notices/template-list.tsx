"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ContactDto, TemplateDto, TemplatePage } from "@/lib/contracts/notices/template";
import { MILESTONE_RULES, type Milestone } from "@/lib/domain/event/milestone";
import { ContactDialog } from "./contact-dialog";
import { LANGUAGE_WORDS } from "./language-words";
import { TemplateDialog } from "./template-dialog";

/** What customers are told, milestone by milestone. */
export function TemplateList({ page }: { readonly page: TemplatePage }) {
  const [editing, setEditing] = useState<TemplateDto | "new" | null>(null);
  const add = (
    <Button kind={page.templates.length === 0 ? "primary" : "default"} onClick={() => setEditing("new")}>
      Write a text
    </Button>
  );
  return (
    <Card title="Texts" aria-label="Texts" aside={page.templates.length > 0 && add} flush>
      {page.templates.length === 0 ? (
        <EmptyState title="Customers are told nothing" action={add}>
          Write a text for a milestone and say below where a customer's notices go; both must be on.
        </EmptyState>
      ) : (
        <ul>
          {page.templates.map((row) => (
            <li
              key={`${row.customer} ${row.language} ${row.milestone}`}
              className="border-b border-line px-4 py-3 last:border-b-0"
            >
              <Line row={row} onEdit={() => setEditing(row)} />
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <TemplateDialog
          row={editing === "new" ? null : editing}
          page={page}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}

function Line({ row, onEdit }: { readonly row: TemplateDto; readonly onEdit: () => void }) {
  const milestone = MILESTONE_RULES[row.milestone as Milestone].label;
  const whom = row.customer || "Everyone without one of their own";
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-bold">{milestone}</span>
          <Chip tone={row.enabled ? "ok" : "neutral"}>{row.enabled ? "On" : "Off"}</Chip>
        </p>
        <p className="break-words text-ink-2">
          {whom}, {LANGUAGE_WORDS[row.language as keyof typeof LANGUAGE_WORDS]}: {row.subject}
        </p>
        <p className="text-xs text-ink-3">
          Version {row.version}, {row.changedBy}, <RelativeTime at={row.changedAt} focusable />
        </p>
      </div>
      <Button onClick={onEdit} aria-label={`Change ${milestone}, ${whom}`}>
        Change
      </Button>
    </div>
  );
}

/** Where each customer's notices go. */
export function ContactList({ page }: { readonly page: TemplatePage }) {
  const [editing, setEditing] = useState<ContactDto | "new" | null>(null);
  const add = <Button onClick={() => setEditing("new")}>Add customer</Button>;
  return (
    <Card title="Customers" aria-label="Customers" aside={page.contacts.length > 0 && add} flush>
      {page.contacts.length === 0 ? (
        <EmptyState title="No customer has an address" action={add}>
          Without one nothing goes out, whatever texts there are.
        </EmptyState>
      ) : (
        <ul>
          {page.contacts.map((row) => (
            <li
              key={row.customer}
              className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0"
            >
              <div className="min-w-0 flex-1 basis-72">
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-bold break-words">{row.customer}</span>
                  <Chip tone={row.enabled ? "ok" : "neutral"}>{row.enabled ? "On" : "Off"}</Chip>
                </p>
                <p className="break-words text-ink-2">
                  {LANGUAGE_WORDS[row.language as keyof typeof LANGUAGE_WORDS]}: {row.addresses.join(", ")}
                </p>
              </div>
              <Button onClick={() => setEditing(row)} aria-label={`Change ${row.customer}`}>
                Change
              </Button>
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <ContactDialog
          row={editing === "new" ? null : editing}
          page={page}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}
