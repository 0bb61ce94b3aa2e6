/** Read out, not shown: what the layout says to the eye, in words. */
export function VisuallyHidden({ children }: { readonly children: React.ReactNode }) {
  return <span className="sr-only">{children}</span>;
}
