export function removeData(requestedDir: string, tell?: (line: string) => void): Promise<void>;
