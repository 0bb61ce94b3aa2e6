import { useId } from "react";
import { classNames } from "./class-names";

export const CONTROL_LOOK =
  "w-full rounded-btn border border-field bg-surface px-2.5 py-1.5 text-ink aria-invalid:border-bad disabled:bg-sunken disabled:text-ink-3";

interface FieldFrameProps {
  readonly label: React.ReactNode;
  /** Says what to enter and why, before it is wrong. */
  readonly hint?: React.ReactNode;
  readonly error?: string;
  readonly className?: string;
  readonly children: (ids: {
    id: string;
    describedBy: string | undefined;
    invalid: true | undefined;
  }) => React.ReactNode;
}

/** Label, hint and error around one control, wired by id so that all three are read out with it. */
export function FieldFrame({ label, hint, error, className, children }: FieldFrameProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={classNames("grid gap-1", className)}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, describedBy, invalid: error ? true : undefined })}
      {hint && (
        <p id={hintId} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="text-xs text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

export interface FieldProps {
  readonly label: React.ReactNode;
  readonly hint?: React.ReactNode;
  readonly error?: string | undefined;
}
