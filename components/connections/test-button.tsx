"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { testConnection } from "@/lib/actions/connections/connections";

/** Makes a real call that changes nothing, and says what came back. */
export function TestButton({ connectionId }: { readonly connectionId: string }) {
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const test = async () => {
    setBusy(true);
    const answer = await testConnection({ connectionId });
    setBusy(false);
    if (!answer.ok) toast("bad", answer.message);
    else if (answer.value)
      toast(answer.value.ok ? "ok" : "bad", `${answer.value.said} It took ${answer.value.tookMs} ms.`);
    else toast("ok", "There is nothing to call: this partner only ever calls us.");
  };
  return (
    <Button busy={busy} onClick={() => void test()}>
      Test
    </Button>
  );
}
