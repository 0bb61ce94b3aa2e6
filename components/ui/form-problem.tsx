import { ToneShape } from "@/components/ui/tone-shape";

/** What is wrong with the form as a whole. The region is always there, so that a change in it is read out. */
export function FormProblem({ id, text }: { readonly id?: string; readonly text: string | null }) {
  return (
    <div id={id} role="alert" className="empty:hidden">
      {text && (
        <p className="flex items-start gap-2 rounded-lg bg-bad-soft px-3 py-2 text-bad">
          <span className="mt-1.5">
            <ToneShape tone="bad" />
          </span>
          {text}
        </p>
      )}
    </div>
  );
}
