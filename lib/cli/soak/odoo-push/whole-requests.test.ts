import { expect, it } from "vitest";
import { wholeRequests } from "./whole-requests";

it("hands on whole requests, however the bytes arrive", () => {
  const one = "POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello";
  const two = "GET /b HTTP/1.1\r\nHost: x\r\n\r\n";
  const bytes = Buffer.from(one + two);
  for (let size = 1; size <= bytes.length; size += 1) {
    const seen: string[] = [];
    const take = wholeRequests((request) => seen.push(request.toString()));
    for (let from = 0; from < bytes.length; from += size) take(bytes.subarray(from, from + size));
    expect(seen).toEqual([one, two]);
  }
});
