import Link from "next/link";
import { type ButtonKind, buttonLook } from "./button-look";

interface LinkButtonProps extends React.ComponentProps<typeof Link> {
  readonly kind?: ButtonKind;
}

/** Looks like a button, goes somewhere: for navigation and downloads, so that middle click and copy link work. */
export function LinkButton({ kind = "default", className, ...rest }: LinkButtonProps) {
  return <Link {...rest} className={buttonLook(kind, className)} />;
}
