"use client";

import { X } from "lucide-react";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { classNames } from "./class-names";
import { SOFT_TONE, type Tone } from "./tone";
import { ToneShape } from "./tone-shape";

interface ToastMessage {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
}

type ShowToast = (tone: Tone, text: string) => void;

const STAYS_MS = 6_000;
const MOST_AT_ONCE = 4;

const ToastContext = createContext<ShowToast | null>(null);

/** Says what an action did: `show("ok", "Message replayed, 2 events recorded.")`. Problems stay until they are closed. */
export function useToast(): ShowToast {
  const show = useContext(ToastContext);
  if (!show) throw new Error("useToast needs a ToastProvider above it");
  return show;
}

export function ToastProvider({ children }: { readonly children: React.ReactNode }) {
  const [messages, setMessages] = useState<readonly ToastMessage[]>([]);
  const lastId = useRef(0);

  const close = useCallback(
    (id: number) => setMessages((now) => now.filter((message) => message.id !== id)),
    [],
  );
  const show = useCallback<ShowToast>((tone, text) => {
    lastId.current += 1;
    const message = { id: lastId.current, tone, text };
    setMessages((now) => [...now, message].slice(-MOST_AT_ONCE));
  }, []);
  const regions = useMemo(
    () => ({
      calm: messages.filter((message) => message.tone !== "bad"),
      urgent: messages.filter((message) => message.tone === "bad"),
    }),
    [messages],
  );

  return (
    <ToastContext value={show}>
      {children}
      <div className="pointer-events-none fixed inset-x-3 bottom-3 z-50 grid justify-items-end gap-2">
        <div role="status" aria-live="polite" className="grid justify-items-end gap-2">
          {regions.calm.map((message) => (
            <Toast key={message.id} message={message} onClose={close} />
          ))}
        </div>
        <div role="alert" className="grid justify-items-end gap-2">
          {regions.urgent.map((message) => (
            <Toast key={message.id} message={message} onClose={close} />
          ))}
        </div>
      </div>
    </ToastContext>
  );
}

function Toast({
  message,
  onClose,
}: {
  readonly message: ToastMessage;
  readonly onClose: (id: number) => void;
}) {
  const [held, setHeld] = useState(false);
  const stays = message.tone === "bad" || message.tone === "warn";

  useEffect(() => {
    if (stays || held) return;
    const timer = setTimeout(() => onClose(message.id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [stays, held, message.id, onClose]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting on it keeps it, nothing is pressed
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={classNames(
        "pointer-events-auto flex max-w-md items-start gap-2.5 rounded-lg border border-line-strong px-3 py-2 shadow-lg",
        SOFT_TONE[message.tone],
      )}
    >
      <span className="mt-1.5">
        <ToneShape tone={message.tone} />
      </span>
      <span className="min-w-0 break-words text-ink">{message.text}</span>
      <button
        type="button"
        aria-label="Close this message"
        onClick={() => onClose(message.id)}
        className="-mr-1 rounded-md p-1 text-ink-3 hover:text-ink"
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
