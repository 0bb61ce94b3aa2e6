export function findFreePort(preferred?: number, host?: string): Promise<number>;
