interface SignInFrameProps {
  readonly title: string;
  readonly children: React.ReactNode;
}

export function SignInFrame({ title, children }: SignInFrameProps) {
  return (
    <main className="grid min-h-dvh content-start justify-items-center px-4 pt-[14vh] pb-10">
      <div className="w-full max-w-sm">
        <p className="flex items-center gap-2 text-lg font-bold">
          <i aria-hidden="true" className="inline-block size-4.5 rounded-[5px] bg-accent" />
          Milepost
        </p>
        <div className="mt-4 rounded-card border border-line bg-surface px-5 py-5">
          <h1>{title}</h1>
          {children}
        </div>
      </div>
    </main>
  );
}
