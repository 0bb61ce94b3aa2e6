interface CheckboxProps extends Omit<React.ComponentProps<"input">, "type"> {
  readonly label: React.ReactNode;
}

export function Checkbox({ label, ...rest }: CheckboxProps) {
  return (
    <label className="flex min-h-6 items-center gap-2">
      <input {...rest} type="checkbox" className="size-4 accent-accent" />
      <span>{label}</span>
    </label>
  );
}
