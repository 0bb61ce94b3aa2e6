export interface SourceFile {
  /** Relative to the project root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Violation {
  readonly path: string;
  readonly rule: string;
}

export function isTest(path: string): boolean {
  return /\.(test|spec)\.tsx?$|\/testing\/|^e2e\//.test(path);
}

export function isDeclaration(path: string): boolean {
  return /\.d\.m?ts$/.test(path);
}

/** Comment lines and trailing comments out, so that prose about a rule does not break it. */
export function codeLines(text: string): string[] {
  const lines = text.split("\n").filter((line) => !/^\s*(\/\/|\/?\*)/.test(line));
  return lines.map((line) => line.replace(/\s\/\/ .*$/, ""));
}
