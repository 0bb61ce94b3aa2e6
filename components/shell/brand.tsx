import Link from "next/link";

export function Brand() {
  return (
    <Link href="/shipments" className="flex items-center gap-2 rounded-md px-2 py-1 text-lg font-bold">
      <i aria-hidden="true" className="inline-block size-4.5 rounded-[5px] bg-accent" />
      Milepost
    </Link>
  );
}
