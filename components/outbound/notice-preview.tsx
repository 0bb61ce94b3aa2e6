import { Card } from "@/components/ui/card";
import type { SentNotice } from "@/lib/contracts/outbound/outbound-list";

/** A notice as its receiver sees it. A mail is drawn in a frame that can run and load nothing. */
export function NoticePreview({ notice }: { readonly notice: SentNotice }) {
  return (
    <Card title="What we send">
      <p className="font-medium break-words">{notice.title}</p>
      {notice.html ? (
        <iframe
          title="The mail as its receiver sees it"
          sandbox=""
          srcDoc={notice.html}
          className="mt-2 h-80 w-full rounded-lg border border-line bg-white"
        />
      ) : (
        <pre className="mt-2 rounded-lg bg-sunken px-3 py-2.5 text-xs break-words whitespace-pre-wrap">
          {notice.text}
        </pre>
      )}
    </Card>
  );
}
