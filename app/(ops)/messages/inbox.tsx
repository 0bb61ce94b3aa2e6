import { InboxView } from "@/components/messages/inbox-view";
import { UploadButton } from "@/components/messages/upload-button";
import { ViewMenu } from "@/components/shipments/view-menu";
import { type MessageQuery, messagesHref } from "@/lib/contracts/messages/message-query";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { listViews } from "@/lib/usecases/saved-views/list-views";
import { listMessages } from "@/lib/usecases/views/messages/list-messages";
import { messageRights } from "@/lib/usecases/views/messages/message-rights";
import { uploadChoices } from "@/lib/usecases/views/messages/upload-choices";

interface InboxProps {
  readonly ctx: Context;
  readonly query: MessageQuery;
}

export async function Inbox({ ctx, query }: InboxProps) {
  const { actor } = ctx;
  const may = messageRights(actor);
  const [list, views] = await Promise.all([pageRead(listMessages(ctx, query)), listViews(ctx, "messages")]);
  const menu = actor.kind === "user" && (
    <ViewMenu
      page="messages"
      views={views}
      query={messagesHref(query).split("?")[1] ?? ""}
      role={actor.role}
      mayShare={may.shareView}
    />
  );
  return <InboxView list={list} views={menu} may={may} />;
}

export async function Upload({ ctx }: Pick<InboxProps, "ctx">) {
  const connections = await uploadChoices(ctx);
  return connections.length > 0 && <UploadButton connections={connections} />;
}
