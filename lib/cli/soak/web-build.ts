import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { superviseChildren } from "@/lib/cli/entry/child-processes.mjs";

/** Runs the project's own build, which does nothing when no source changed since the last one. */
const BUILD = `import("./lib/cli/entry/next-build.mjs").then(({ buildWebApp }) => buildWebApp())`;
const OWN_FOLDER = ".next-soak";

interface BuildOptions {
  /** Build from today's sources even where an older build is at hand. */
  readonly anew: boolean;
  /** A `server.js` to run as it is. */
  readonly given?: string | undefined;
  readonly logs: string;
}

/** @returns the program of a production build: the one at hand, else one made in a folder of its own. */
export async function webServerFile({ anew, given, logs }: BuildOptions): Promise<string> {
  if (given) return given;
  const atHand = serverIn(".next");
  if (!anew && existsSync(join(".next", "BUILD_ID")) && existsSync(atHand)) {
    console.log(
      `web: the build of ${statSync(atHand).mtime.toISOString()} in .next (--build makes a new one)`,
    );
    return atHand;
  }
  console.log(`web: building into ${OWN_FOLDER}`);
  await build(logs);
  return serverIn(OWN_FOLDER);
}

const serverIn = (folder: string) => join(folder, "standalone", "server.js");

async function build(logs: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const crew = superviseChildren(({ logFile, lastLines }, code) => {
      if (code === 0) resolve();
      else reject(new Error(`The web app does not build; see ${logFile}:\n${lastLines.join("\n")}`));
    }, logs);
    const command = [process.execPath, "--input-type=module", "-e", BUILD];
    crew.launch("build", command, { NEXT_DIST_DIR: OWN_FOLDER, NEXT_TELEMETRY_DISABLED: "1" });
  });
}
