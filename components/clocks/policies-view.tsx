import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { PolicyLine, PolicyPage, PolicyVersion } from "@/lib/contracts/clocks/policy-page";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";
import { CalendarsCard } from "./calendars-card";
import { PAUSE_WORDS } from "./clock-words";
import { PolicyActions } from "./policy-actions";
import { minutesText, scopeTitle, termsText } from "./policy-words";

/** What is promised to whom, and the hours it is counted in. */
export function PoliciesView({ page }: { readonly page: PolicyPage }) {
  return (
    <div className="mt-3.5 grid gap-3.5">
      <Card flush>
        <Table label="Policies">
          <TableHead>
            <HeadCell>Promise</HeadCell>
            <HeadCell>For</HeadCell>
            <HeadCell>Allowed</HeadCell>
            <HeadCell>Version</HeadCell>
            {page.mayEdit && <HeadCell numeric>Change</HeadCell>}
          </TableHead>
          <tbody>
            {page.policies.map((policy) => (
              <PolicyRow key={policy.id} policy={policy} page={page} />
            ))}
          </tbody>
        </Table>
      </Card>
      <CalendarsCard page={page} />
    </div>
  );
}

function PolicyRow({ policy, page }: { readonly policy: PolicyLine; readonly page: PolicyPage }) {
  const shown = policy.current ?? policy.newest;
  return (
    <Row>
      <Cell className="sm:min-w-36">
        <b>{shown.name}</b>
        <Sub>{CLOCK_WORDS[policy.kind].name}</Sub>
      </Cell>
      <Cell label="For" className="wrap-anywhere sm:min-w-28">
        {scopeTitle(policy)}
      </Cell>
      <Cell label="Allowed">
        {termsText(policy.kind, shown)}
        <Sub>{`at risk in the last ${minutesText(shown.atRiskMinutes)}`}</Sub>
        {shown.pauses.length > 0 && (
          <Sub>{`stands still during ${shown.pauses.map((pause) => PAUSE_WORDS[pause]).join(", ")}`}</Sub>
        )}
      </Cell>
      <Cell label="Version" className="sm:min-w-28">
        <Standing policy={policy} />
      </Cell>
      {page.mayEdit && (
        <Cell>
          <PolicyActions policy={policy} page={page} />
        </Cell>
      )}
    </Row>
  );
}

function Standing({ policy }: { readonly policy: PolicyLine }) {
  const { current, newest, versions } = policy;
  const planned = newest.version !== current?.version ? newest : null;
  return (
    <>
      {current === null ? (
        <Chip tone="info">not yet in force</Chip>
      ) : (
        <Chip tone={current.enabled ? "ok" : "neutral"}>
          {current.enabled ? `v${current.version} in force` : `off since v${current.version}`}
        </Chip>
      )}
      {planned?.effectiveAt && (
        <Sub>
          {`v${planned.version} takes force `}
          <RelativeTime at={planned.effectiveAt} focusable />
        </Sub>
      )}
      <details className="mt-0.5 text-xs">
        <summary className="cursor-pointer text-ink-3">
          {versions.length === 1 ? "1 version" : `${versions.length} versions`}
        </summary>
        <ol className="mt-1 grid gap-1.5 border-l-2 border-line pl-2.5">
          {versions.map((version) => (
            <Version key={version.version} policy={policy} version={version} />
          ))}
        </ol>
      </details>
    </>
  );
}

function Version({ policy, version }: { readonly policy: PolicyLine; readonly version: PolicyVersion }) {
  return (
    <li>
      <p>
        <b>{`v${version.version}`}</b>
        {version.effectiveAt === null ? (
          ", as delivered"
        ) : (
          <>
            {", from "}
            <AbsoluteTime at={version.effectiveAt} />
            {`, by ${version.createdBy}`}
          </>
        )}
        {!version.enabled && ", off"}
      </p>
      <p className="text-ink-2">
        {`${version.name}: ${termsText(policy.kind, version)}, at risk in the last ${minutesText(version.atRiskMinutes)}.`}
      </p>
      {version.reason && <p className="text-ink-2">“{version.reason}”</p>}
    </li>
  );
}
