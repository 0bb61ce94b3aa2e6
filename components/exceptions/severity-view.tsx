import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Cell, HeadCell, Row, Table, TableHead } from "@/components/ui/table";
import type { SeverityPolicyDto } from "@/lib/contracts/exceptions/severity-input";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { SEVERITIES } from "@/lib/domain/exception/exception";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { SEVERITY_TONES, SEVERITY_WORDS } from "./exception-words";
import { termLines } from "./severity-words";

/** What weighs now, what each kind is before that, and every version there was. */
export function SeverityView({ versions }: { readonly versions: readonly SeverityPolicyDto[] }) {
  const [current] = versions;
  return (
    <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-2">
      <div className="grid gap-3.5">
        {current && (
          <Card title="What weighs" aside={<Chip tone="ok">{`v${current.version} in force`}</Chip>}>
            <dl className="grid gap-2.5">
              {termLines(current).map(({ name, text }) => (
                <div key={name}>
                  <dt className="text-xs text-ink-3">{name}</dt>
                  <dd className="break-words">{text}</dd>
                </div>
              ))}
            </dl>
            <p className="mt-2.5 text-xs text-ink-3">
              Steps add up and end at critical. An amount is compared in its own currency; amounts of several
              currencies are never added.
            </p>
          </Card>
        )}
        <Card title="Versions">
          <ol className="grid gap-2.5">
            {versions.map((version) => (
              <Version key={version.version} version={version} />
            ))}
          </ol>
        </Card>
      </div>
      <KindsCard />
    </div>
  );
}

function Version({ version }: { readonly version: SeverityPolicyDto }) {
  return (
    <li className="border-l-2 border-line pl-2.5">
      <p>
        <b>{`v${version.version}`}</b>
        {version.changedAt === null ? (
          ", as delivered"
        ) : (
          <>
            {", "}
            <AbsoluteTime at={version.changedAt} />
            {`, by ${version.changedBy}`}
          </>
        )}
      </p>
      {version.reason && <p>{`“${version.reason}”`}</p>}
      {termLines(version).map(({ name, text }) => (
        <p key={name} className="text-xs break-words text-ink-2">{`${name}: ${text}`}</p>
      ))}
    </li>
  );
}

const KINDS = Object.values(EXCEPTION_RULES).sort(
  (a, b) => SEVERITIES.indexOf(a.base) - SEVERITIES.indexOf(b.base) || (a.label < b.label ? -1 : 1),
);

function KindsCard() {
  return (
    <Card flush title="By itself">
      <Table label="How grave each kind is by itself">
        <TableHead>
          <HeadCell>Kind</HeadCell>
          <HeadCell>Severity</HeadCell>
          <HeadCell>Looks first</HeadCell>
        </TableHead>
        <tbody>
          {KINDS.map(({ label, base, ownerRole }) => (
            <Row key={label}>
              <Cell>{label}</Cell>
              <Cell label="Severity">
                <Chip tone={SEVERITY_TONES[base]}>{SEVERITY_WORDS[base]}</Chip>
              </Cell>
              <Cell label="Looks first">{ROLE_LABELS[ownerRole]}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
