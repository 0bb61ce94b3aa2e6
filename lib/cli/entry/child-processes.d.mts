export interface Child {
  readonly name: string;
  readonly identity: { readonly pid: number; readonly startMark: string };
  readonly lastLines: readonly string[];
  readonly logFile: string;
}
export function superviseChildren(
  onDeath: (child: Child, code: number | null, signal: NodeJS.Signals | null) => void,
  logs?: string,
): {
  launch(
    name: string,
    command: readonly string[],
    env: Readonly<Record<string, string | undefined>>,
    onLine?: (line: string) => void,
  ): Child;
  stopAll(): Promise<void>;
  readonly children: readonly Child[];
};
