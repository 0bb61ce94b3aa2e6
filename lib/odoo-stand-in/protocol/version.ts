export const VERSION = {
  server_version: "19.0",
  server_version_info: [19, 0, 0, "final", 0, ""],
  server_serie: "19.0",
} as const;
