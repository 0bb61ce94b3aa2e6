export interface StartOptions {
  readonly dataDir: string;
  readonly port?: number;
  readonly database?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly throwaway?: boolean;
  readonly tell?: (line: string) => void;
}
export interface RunningPostgres {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataDir: string;
  readonly logFile: string;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}
export function start(options: StartOptions): Promise<RunningPostgres>;
