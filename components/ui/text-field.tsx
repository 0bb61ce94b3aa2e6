import { classNames } from "./class-names";
import { CONTROL_LOOK, FieldFrame, type FieldProps } from "./field";

export function TextField({
  label,
  hint,
  error,
  className,
  ...rest
}: FieldProps & React.ComponentProps<"input">) {
  return (
    <FieldFrame label={label} hint={hint} error={error} className={className}>
      {({ id, describedBy, invalid }) => (
        <input
          {...rest}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          className={CONTROL_LOOK}
        />
      )}
    </FieldFrame>
  );
}

export function TextArea({
  label,
  hint,
  error,
  className,
  ...rest
}: FieldProps & React.ComponentProps<"textarea">) {
  return (
    <FieldFrame label={label} hint={hint} error={error} className={className}>
      {({ id, describedBy, invalid }) => (
        <textarea
          rows={3}
          {...rest}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          className={classNames(CONTROL_LOOK, "resize-y")}
        />
      )}
    </FieldFrame>
  );
}

/** A file to send. The browser's own control: it works with the keyboard, drag and drop, and screen readers. */
export function FileField({
  label,
  hint,
  error,
  className,
  ...rest
}: FieldProps & React.ComponentProps<"input">) {
  return (
    <FieldFrame label={label} hint={hint} error={error} className={className}>
      {({ id, describedBy, invalid }) => (
        <input
          {...rest}
          type="file"
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          className={classNames(
            CONTROL_LOOK,
            "border-dashed file:mr-3 file:rounded-btn file:border file:border-solid file:border-line-strong file:bg-surface file:px-2.5 file:py-1 file:font-medium file:text-ink",
          )}
        />
      )}
    </FieldFrame>
  );
}
