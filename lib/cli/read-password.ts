import { text } from "node:stream/consumers";
import { InvalidError } from "@/lib/domain/app-error";

/**
 * A password from standard input, or typed on the terminal without being shown.
 * @throws {InvalidError} when there is neither.
 */
export async function readPassword(question: string, fromStdin: boolean): Promise<string> {
  if (fromStdin) return (await text(process.stdin)).replace(/\r?\n$/, "");
  if (!process.stdin.isTTY) {
    throw new InvalidError(
      "There is no terminal to ask for the password. Nothing was done; use --password-stdin.",
    );
  }
  process.stderr.write(question);
  process.stdin.setRawMode(true);
  try {
    return await typedLine();
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.pause();
    process.stderr.write("\n");
  }
}

const ENTER = "\r\n";
const BACKSPACE = "\b\u007f";
const CANCEL = "\u0003\u0004";

function typedLine(): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = "";
    const onData = (chunk: Buffer) => {
      for (const character of chunk.toString("utf8")) {
        if (ENTER.includes(character)) return end(() => resolve(typed));
        if (CANCEL.includes(character))
          return end(() => reject(new InvalidError("Cancelled. Nothing was done.")));
        typed = BACKSPACE.includes(character) ? [...typed].slice(0, -1).join("") : typed + character;
      }
    };
    const end = (finish: () => void) => {
      process.stdin.off("data", onData);
      finish();
    };
    process.stdin.on("data", onData);
  });
}
