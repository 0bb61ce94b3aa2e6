import { type ButtonKind, buttonLook } from "./button-look";

export interface ButtonProps extends Omit<React.ComponentProps<"button">, "type"> {
  readonly kind?: ButtonKind;
  readonly type?: "button" | "submit";
  /** The action is under way: the button stays focusable, says so and takes no second press. */
  readonly busy?: boolean;
}

export function Button({
  kind = "default",
  type = "button",
  busy = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest["aria-disabled"]}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
      className={buttonLook(kind, className)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-3 animate-spin rounded-full border-2 border-current border-r-transparent motion-reduce:animate-none"
    />
  );
}
