"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { verifyAuditChain } from "@/lib/actions/access/audit";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { AuditVerdict } from "@/lib/contracts/audit/audit-page";

/** Walks the chain of hashes and says whether anything in the log was changed after it was written. */
export function VerifyChain() {
  const [answer, setAnswer] = useState<ActionResult<AuditVerdict> | null>(null);
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    setAnswer(await verifyAuditChain({}));
    setBusy(false);
  };
  return (
    <div className="flex flex-wrap items-center gap-2.5 sm:flex-row-reverse">
      <Button busy={busy} onClick={() => void verify()}>
        {busy ? "Checking every row…" : "Check the log"}
      </Button>
      <span role="status">{answer && <Verdict answer={answer} />}</span>
    </div>
  );
}

function Verdict({ answer }: { readonly answer: ActionResult<AuditVerdict> }) {
  if (!answer.ok) return <Chip tone="warn">{answer.message}</Chip>;
  const verdict = answer.value;
  if (!verdict.intact) {
    return (
      <Chip tone="bad">
        Broken at row {verdict.brokenAtSeq}: {verdict.why}
      </Chip>
    );
  }
  return (
    <Chip tone="ok" title={`Head of the chain: ${verdict.headHash}`}>
      Unchanged, {verdict.rows.toLocaleString("en-GB")} rows
    </Chip>
  );
}
