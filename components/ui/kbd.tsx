export function Kbd({ children }: { readonly children: React.ReactNode }) {
  return (
    <kbd className="rounded-sm border border-line-strong bg-surface px-1.25 font-mono text-2xs text-ink-3">
      {children}
    </kbd>
  );
}
