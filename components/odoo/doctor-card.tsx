"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { useToast } from "@/components/ui/toast";
import { TEXT_TONE, type Tone } from "@/components/ui/tone";
import { ToneShape } from "@/components/ui/tone-shape";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { examineOdoo } from "@/lib/actions/odoo/odoo";

interface Finding {
  readonly level: "ok" | "warn" | "fail";
  readonly subject: string;
  readonly message: string;
  readonly advice?: string;
}

interface Examined {
  readonly at: string;
  readonly findings: readonly Finding[];
}

/** Asks Odoo as the reader and the actor would and says what is missing. Nothing is changed. */
export function DoctorCard({ slug }: { readonly slug: string }) {
  const [examined, setExamined] = useState<Examined | null>(null);
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const examine = async () => {
    setBusy(true);
    try {
      const answer = await examineOdoo({ slug });
      if (answer.ok) setExamined({ at: new Date().toISOString(), findings: answer.value });
      else toast("bad", answer.message);
    } catch {
      toast("bad", "The server could not be reached. Nothing was checked; try again.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card
      title="Check-up"
      aside={
        <Button onClick={() => void examine()} busy={busy}>
          Check now
        </Button>
      }
    >
      <div aria-live="polite" aria-busy={busy || undefined}>
        {examined ? (
          <Findings {...examined} />
        ) : (
          <p className="text-ink-3">
            Address, keys, fields, every permission, how far behind, and what waits. Takes some seconds;
            nothing is changed.
          </p>
        )}
      </div>
    </Card>
  );
}

const LEVELS: Readonly<
  Record<Finding["level"], { readonly tone: Tone; readonly word: string; readonly rank: number }>
> = {
  fail: { tone: "bad", word: "Wrong", rank: 0 },
  warn: { tone: "warn", word: "Look at this", rank: 1 },
  ok: { tone: "ok", word: "Fine", rank: 2 },
};

function Findings({ at, findings }: Examined) {
  const wrong = findings.filter(({ level }) => level !== "ok").length;
  return (
    <>
      <p>
        {wrong === 0 ? "Everything is as it should be" : `${wrong} of ${findings.length} want somebody`},
        checked <RelativeTime at={at} focusable />.
      </p>
      <ul className="mt-2.5 grid gap-2">
        {findings
          .toSorted((a, b) => LEVELS[a.level].rank - LEVELS[b.level].rank)
          .map((finding) => (
            <FindingLine key={`${finding.subject} ${finding.message}`} finding={finding} />
          ))}
      </ul>
    </>
  );
}

function FindingLine({ finding: { level, subject, message, advice } }: { readonly finding: Finding }) {
  const { tone, word } = LEVELS[level];
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] items-baseline gap-x-2">
      <span className={TEXT_TONE[tone]}>
        <ToneShape tone={tone} />
        <VisuallyHidden>{word}: </VisuallyHidden>
      </span>
      <span className="min-w-0 break-words">
        <b>{subject}</b> {message}
        {advice && <span className={`block text-xs ${TEXT_TONE[tone]}`}>{advice}</span>}
      </span>
    </li>
  );
}
