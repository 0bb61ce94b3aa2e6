import type { Tone } from "./tone";

/** A different outline per tone, so that a status can be told without its colour. */
const SHAPES: Readonly<Record<Tone, React.ReactNode>> = {
  ok: (
    <path
      d="M1.5 5.4 4 7.9 8.6 2.4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
    />
  ),
  warn: <path d="M5 1 9.4 9H.6Z" fill="currentColor" />,
  bad: <path d="M5 .4 9.6 5 5 9.6.4 5Z" fill="currentColor" />,
  info: <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  neutral: <path d="M1.5 5h7" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
};

export function ToneShape({ tone }: { readonly tone: Tone }) {
  return (
    <svg viewBox="0 0 10 10" width="8" height="8" aria-hidden="true" className="shrink-0">
      {SHAPES[tone]}
    </svg>
  );
}
