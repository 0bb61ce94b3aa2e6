"use client";

import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Menu } from "@/components/ui/menu";
import { MenuItem } from "@/components/ui/menu-item";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { PersonDto } from "@/lib/contracts/people";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { PersonDialog } from "./person-dialog";
import { ACTION_WORDS, actionsFor, type PersonAction, SIGN_IN_WORDS } from "./person-words";

interface Chosen {
  readonly person: PersonDto;
  readonly action: PersonAction;
}

export function PeopleTable({ people }: { readonly people: readonly PersonDto[] }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <Card flush>
      <Table label="People">
        <TableHead>
          <HeadCell>Person</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>Signs in with</HeadCell>
          <HeadCell numeric>Last seen</HeadCell>
          <HeadCell>
            <VisuallyHidden>Actions</VisuallyHidden>
          </HeadCell>
        </TableHead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} onChoose={(action) => setChosen({ person, action })} />
          ))}
        </tbody>
      </Table>
      {chosen && (
        <PersonDialog
          key={`${chosen.person.id} ${chosen.action}`}
          person={chosen.person}
          action={chosen.action}
          onClose={() => setChosen(null)}
        />
      )}
    </Card>
  );
}

interface PersonRowProps {
  readonly person: PersonDto;
  readonly onChoose: (action: PersonAction) => void;
}

function PersonRow({ person, onChoose }: PersonRowProps) {
  return (
    <Row>
      <Cell>
        <b>{person.name}</b>
        <Sub>{person.email}</Sub>
      </Cell>
      <Cell label="Role">{ROLE_LABELS[person.role]}</Cell>
      <Cell label="State">{person.disabledAt ? <Chip>Disabled</Chip> : <Chip tone="ok">Enabled</Chip>}</Cell>
      <Cell label="Signs in with">{SIGN_IN_WORDS[person.signIn]}</Cell>
      <Cell label="Last seen" numeric>
        {person.lastSeenAt ? (
          <RelativeTime at={person.lastSeenAt} />
        ) : (
          <span className="text-ink-3">never</span>
        )}
      </Cell>
      <Cell className="text-right max-sm:absolute max-sm:top-2 max-sm:right-2">
        <Menu
          triggerLabel={`Change ${person.name}`}
          triggerClassName="inline-flex size-7 items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink"
          trigger={<MoreHorizontal size={16} aria-hidden="true" />}
        >
          {actionsFor(person).map((action) => (
            <MenuItem key={action} danger={action === "disable"} onSelect={() => onChoose(action)}>
              {ACTION_WORDS[action].menu}
            </MenuItem>
          ))}
        </Menu>
      </Cell>
    </Row>
  );
}
