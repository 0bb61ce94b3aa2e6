import manifest from "@/package.json" with { type: "json" };

/** The version of Milepost that runs. */
export const RELEASE: string = manifest.version;
