import { CONTROL_LOOK, FieldFrame, type FieldProps } from "./field";

interface SelectProps extends FieldProps, React.ComponentProps<"select"> {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function Select({ label, hint, error, className, options, ...rest }: SelectProps) {
  return (
    <FieldFrame label={label} hint={hint} error={error} className={className}>
      {({ id, describedBy, invalid }) => (
        <select
          {...rest}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          className={CONTROL_LOOK}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
