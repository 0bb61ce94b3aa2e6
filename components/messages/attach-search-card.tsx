"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/text-field";
import { findAttachable } from "@/lib/client/messages/find-shipments";
import type { ShipmentSummary } from "@/lib/contracts/messages/message-page";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { AttachButton } from "./attach-button";

interface AttachSearchCardProps {
  readonly messageId: string;
  readonly version: number;
  /** What it waits for, in words; empty when it names nothing that could appear. */
  readonly awaited: readonly string[];
  readonly subjectCount: number;
}

const SHORTEST = 3;

/** For a message no shipment is known for: what it waits for, and a search for who knows better. */
export function AttachSearchCard({ messageId, version, awaited, subjectCount }: AttachSearchCardProps) {
  const [text, setText] = useState("");
  const box = useRef<HTMLInputElement>(null);
  // What was typed before the page woke up is in the box, not in the state.
  useEffect(() => setText((known) => box.current?.value || known), []);
  const asked = useDeferredValue(text.trim());
  const { data, error, isFetching } = useQuery({
    queryKey: ["messages", "attachable", asked],
    queryFn: ({ signal }) => findAttachable(asked, signal),
    enabled: asked.length >= SHORTEST,
  });
  if (subjectCount > 1) {
    return (
      <Card title="Attach to a shipment">
        <p className="max-w-prose text-ink-2">
          This message speaks of {subjectCount} different shipments; one choice would put all of it on one.
          Each part attaches by itself once its reference is known: from a tender, an order, or by hand on the
          shipment.
        </p>
      </Card>
    );
  }
  return (
    <Card title="Attach to a shipment">
      <p className="max-w-prose text-ink-2">
        {awaited.length > 0
          ? `It waits for ${awaited.join(" or ")} and attaches by itself when a shipment carries it. If you know which shipment is meant, attach it now.`
          : "It names nothing a shipment could be found by. Attach it if you know which one is meant."}
      </p>
      <TextField
        ref={box}
        className="mt-2.5 max-w-md"
        label="Find the shipment"
        type="search"
        placeholder="Shipment number, PRO, BOL, order, tracking"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div role="status" className="mt-1 text-xs text-ink-3">
        {statusText(asked, isFetching, data)}
      </div>
      {error && (
        <p role="alert" className="text-bad">
          {error.message}
        </p>
      )}
      <ul className="mt-1.5 grid">
        {(asked.length >= SHORTEST ? (data ?? []) : []).map((shipment) => (
          <Found key={shipment.id} shipment={shipment}>
            <AttachButton messageId={messageId} version={version} shipment={shipment} />
          </Found>
        ))}
      </ul>
    </Card>
  );
}

function statusText(asked: string, isFetching: boolean, data: readonly unknown[] | undefined): string {
  if (asked.length < SHORTEST) return asked === "" ? "" : "Three characters at least.";
  if (isFetching && !data) return "Looking";
  if (!data) return "";
  if (data.length === 0) return `No shipment has a number that begins with “${asked}”.`;
  return data.length === 1 ? "1 shipment" : `${data.length} shipments`;
}

function Found({ shipment, children }: { shipment: ShipmentSummary; children: React.ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-2.5 border-t border-line py-2">
      <span className="min-w-0 flex-1">
        <Link href={`/shipments/${shipment.number}`} className="font-bold text-accent underline">
          {shipment.number}
        </Link>{" "}
        {shipment.customer}
        <span className="block text-xs text-ink-3">
          {shipment.origin ?? "?"} → {shipment.destination ?? "?"}, {shipment.carrier ?? "no carrier known"},{" "}
          {shipment.status ? MILESTONE_RULES[shipment.status].label.toLowerCase() : "nothing happened yet"}
        </span>
      </span>
      {children}
    </li>
  );
}
