"use client";

import { useState } from "react";
import { fetchRawView } from "@/lib/client/messages/fetch-raw-view";
import type { RawForm, RawView } from "@/lib/contracts/messages/raw-view";
import { joinWindows } from "./join-windows";

export interface RawWindows {
  readonly view: RawView;
  readonly busy: boolean;
  readonly problem: string | null;
  /** Index after the last line shown. */
  readonly end: number;
  readonly loadMore: () => void;
  readonly loadEarlier: () => void;
  readonly showForm: (form: RawForm) => void;
}

/** A message's bytes window by window. A new `initial` (another message, another place) starts over. */
export function useRawWindows(initial: RawView): RawWindows {
  const [state, setState] = useState({ initial, view: initial });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const view = state.initial === initial ? state.view : initial;
  const end = view.from + view.content.lines.length;

  const load = async (next: () => Promise<RawView>) => {
    setBusy(true);
    setProblem(null);
    try {
      const loaded = await next();
      setState({ initial, view: loaded });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The bytes could not be fetched. Try again.");
    } finally {
      setBusy(false);
    }
  };
  const window = (from: number) =>
    fetchRawView({ messageId: view.messageId, form: view.form, from, at: view.at });

  return {
    view,
    busy,
    problem,
    end,
    loadMore: () => void load(async () => joinWindows(view, await window(end))),
    // The start of the file and what follows it: simpler to read than a window that begins anywhere.
    loadEarlier: () => void load(() => window(0)),
    showForm: (form) => void load(() => fetchRawView({ messageId: view.messageId, form, at: view.at })),
  };
}
