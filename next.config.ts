import type { NextConfig } from "next";

/** On every answer. Pages get their Content-Security-Policy, with a nonce, from proxy.ts. */
const ALWAYS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

/** What an interface answers is never a page, whatever a browser takes it for. */
const API_ONLY = [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }];

const config: NextConfig = {
  output: "standalone",
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  images: { unoptimized: true },
  poweredByHeader: false,
  agentRules: false,
  headers: async () => [
    { source: "/:path*", headers: ALWAYS },
    { source: "/api/:path*", headers: API_ONLY },
  ],
  experimental: {
    authInterrupts: true,
    // Writing the compiler's cache costs a quarter of a first build, and is for whoever builds a second time.
    turbopackFileSystemCacheForBuild: process.env.NEXT_BUILD_CACHE !== "0",
  },
  // `npm run types` checks every file, so a build need not. The extending file keeps `next build` from rewriting
  // tsconfig.json to its own taste.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
};

export default config;
