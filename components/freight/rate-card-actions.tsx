"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { useToast } from "@/components/ui/toast";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { activateRateCard, previewRateCard } from "@/lib/actions/freight/rates";
import type { RateCardLine, RatePreview } from "@/lib/contracts/freight/rates-page";
import { moneyText } from "@/lib/domain/money/decimal";
import { ImportCard } from "./import-card";

/** What may be done with a version: try it, put it in force, bring the next one. */
export function RateCardActions({ card }: { readonly card: RateCardLine }) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {card.partyKind === "carrier" && <TryCard card={card} />}
      {card.activatedAt === null && <Activate card={card} />}
      <ImportCard card={card} />
    </div>
  );
}

const ofCard = ({ name, version }: RateCardLine) => ` ${name}, version ${version}`;

function Activate({ card }: { readonly card: RateCardLine }) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        Put in force<VisuallyHidden>{ofCard(card)}</VisuallyHidden>
      </Button>
      {open && (
        <ReasonDialog
          title={`Put${ofCard(card)} in force`}
          effect={
            <p>{`Open bills of ${card.party} are judged again under it. Bills that were decided stay as they were. It can't be taken back: a later version goes before it.`}</p>
          }
          button="Put in force"
          run={(reason) => activateRateCard({ id: card.id, version: card.version, reason })}
          onDone={() => {
            setOpen(false);
            toast("ok", `${card.name}, version ${card.version}, is in force.`);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function TryCard({ card }: { readonly card: RateCardLine }) {
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<RatePreview | string | null>(null);
  const start = async () => {
    setBusy(true);
    const answer = await previewRateCard({ id: card.id, version: card.version });
    setBusy(false);
    setShown(answer.ok ? answer.value : answer.message);
  };
  return (
    <>
      <Button busy={busy} onClick={() => void start()}>
        Try<VisuallyHidden>{ofCard(card)}</VisuallyHidden>
      </Button>
      {shown !== null && (
        <Dialog
          open
          onClose={() => setShown(null)}
          title={`Tried against last month's bills:${ofCard(card)}`}
        >
          {typeof shown === "string" ? <FormProblem text={shown} /> : <Preview preview={shown} />}
        </Dialog>
      )}
    </>
  );
}

function Preview({ preview }: { readonly preview: RatePreview }) {
  const { looked, most, changes } = preview;
  const amount = (minor: number | null, currency: string) =>
    minor === null ? "no rate" : moneyText(minor, currency);
  return (
    <>
      <p className="text-ink-2">
        {looked === 0
          ? "No bill of this carrier came in during the last 31 days."
          : `${changes.length} of ${looked} bills would be judged otherwise${looked === most ? `, the newest ${most} of the last 31 days` : ""}. Nothing was changed.`}
      </p>
      <ul className="mt-3 grid max-h-96 gap-1.5 overflow-y-auto">
        {changes.map((change) => (
          <li key={change.invoiceId}>
            <b>{change.number}</b>
            {`: owed ${amount(change.expectedBeforeMinor, change.currency)}, then ${amount(change.expectedAfterMinor, change.currency)}`}
            {change.outcomeBefore === change.outcomeAfter
              ? ""
              : `; ${change.outcomeBefore.replaceAll("_", " ")}, then ${change.outcomeAfter.replaceAll("_", " ")}`}
          </li>
        ))}
      </ul>
    </>
  );
}
