import type { Metadata } from "next";
import { Suspense } from "react";
import { AddPerson } from "@/components/people/add-person";
import { PeopleTable } from "@/components/people/people-table";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { pageContext } from "@/lib/usecases/access/current-session";
import type { Context } from "@/lib/usecases/context";
import { people } from "@/lib/usecases/views/people";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const ctx = await pageContext("user.manage");
  return (
    <>
      <PageHead
        title="People"
        sub="Who may sign in and what for. Every change is in the audit log and holds from the next click."
        actions={<AddPerson />}
      />
      <div className="mt-3.5">
        <Suspense fallback={<TableSkeleton label="Reading who may sign in" />}>
          <PeopleList ctx={ctx} />
        </Suspense>
      </div>
    </>
  );
}

async function PeopleList({ ctx }: { readonly ctx: Context }) {
  return <PeopleTable people={await people(ctx)} />;
}
