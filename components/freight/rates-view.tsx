import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { CarrierTermsLine, RateCardLine, RatesPage } from "@/lib/contracts/freight/rates-page";
import { moneyText } from "@/lib/domain/money/decimal";
import { AddPrice } from "./add-price";
import { CarrierTermsEdit } from "./carrier-terms-dialog";
import { RateCardActions } from "./rate-card-actions";

/** Contracts by version, what is known of each carrier, and fuel prices. */
export function RatesView({ page }: { readonly page: RatesPage }) {
  const indexes = [...new Set(page.cards.flatMap(({ fuelIndex }) => fuelIndex ?? []))];
  return (
    <div className="mt-3.5 grid gap-3.5">
      <Card flush title="Contracts">
        {page.cards.length === 0 ? (
          <EmptyState title="No contract is kept">
            Bills can't be held against anything: each says that there is no rate. Import a contract to begin.
          </EmptyState>
        ) : (
          <Contracts page={page} />
        )}
      </Card>
      <Card
        flush
        title="Carriers"
        aside={page.mayEdit && <CarrierTermsEdit line={null} odoos={page.odoos} />}
      >
        {page.carriers.length === 0 ? (
          <EmptyState title="No carrier has billed or is described" />
        ) : (
          <Carriers page={page} />
        )}
      </Card>
      <Card flush title="Fuel prices" aside={page.mayEdit && <AddPrice indexes={indexes} />}>
        {page.prices.length === 0 ? (
          <EmptyState title="No price is kept">
            Fuel surcharges can't be computed without the price of their week.
          </EmptyState>
        ) : (
          <Prices page={page} />
        )}
      </Card>
    </div>
  );
}

function Contracts({ page }: { readonly page: RatesPage }) {
  return (
    <Table label="Contracts">
      <TableHead>
        <HeadCell>Contract</HeadCell>
        <HeadCell>Party</HeadCell>
        <HeadCell>Holds</HeadCell>
        <HeadCell>Terms</HeadCell>
        <HeadCell>State</HeadCell>
        {page.mayEdit && <HeadCell numeric>Do</HeadCell>}
      </TableHead>
      <tbody>
        {page.cards.map((card) => (
          <ContractRow key={`${card.id} ${card.version}`} card={card} mayEdit={page.mayEdit} />
        ))}
      </tbody>
    </Table>
  );
}

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

function ContractRow({ card, mayEdit }: { readonly card: RateCardLine; readonly mayEdit: boolean }) {
  const terms = [
    plural(card.lanes, "lane"),
    plural(card.accessorials, "accessorial"),
    ...(card.fuelIndex ? [`fuel by ${card.fuelIndex}`] : []),
  ];
  return (
    <Row>
      <Cell>
        <b>{card.name}</b>
        <Sub>{`version ${card.version}`}</Sub>
      </Cell>
      <Cell label="Party">
        {card.party}
        <Sub>{card.partyKind === "carrier" ? "what we pay" : "what we charge"}</Sub>
      </Cell>
      <Cell label="Holds">{`${card.validFrom} to ${card.validUntil ?? "open"}, ${card.currency}`}</Cell>
      <Cell label="Terms">{terms.join(", ")}</Cell>
      <Cell label="State">
        {card.activatedAt ? <Chip tone="ok">in force</Chip> : <Chip tone="warn">draft</Chip>}
        <Sub>
          {`${card.activatedBy ?? card.createdBy}, `}
          <RelativeTime at={card.activatedAt ?? card.createdAt} focusable />
        </Sub>
      </Cell>
      {mayEdit && (
        <Cell numeric>
          <RateCardActions card={card} />
        </Cell>
      )}
    </Row>
  );
}

function Carriers({ page }: { readonly page: RatesPage }) {
  return (
    <Table label="Carriers">
      <TableHead>
        <HeadCell>Carrier</HeadCell>
        <HeadCell>Pays</HeadCell>
        <HeadCell>Contest</HeadCell>
        <HeadCell>Four eyes over</HeadCell>
        <HeadCell>Vendor in Odoo</HeadCell>
        {page.mayEdit && <HeadCell numeric>Do</HeadCell>}
      </TableHead>
      <tbody>
        {page.carriers.map((line) => (
          <CarrierRow key={line.carrier} line={line} page={page} />
        ))}
      </tbody>
    </Table>
  );
}

function CarrierRow({ line, page }: { readonly line: CarrierTermsLine; readonly page: RatesPage }) {
  const { fourEyesOver: limit, vendor } = line;
  return (
    <Row>
      <Cell>
        <b>{line.carrier}</b>
        <Sub>{line.version === 0 ? "not described" : line.name}</Sub>
      </Cell>
      <Cell label="Pays">
        {line.shortPayAllowed ? "what is owed" : "all or nothing"}
        {line.podRequired && <Sub>against proof of delivery</Sub>}
      </Cell>
      <Cell label="Contest">{`within ${line.contestDays} days`}</Cell>
      <Cell label="Four eyes over">
        {limit ? (
          moneyText(limit.amountMinor, limit.currency)
        ) : (
          <span className="text-ink-3">as the flow says</span>
        )}
      </Cell>
      <Cell label="Vendor in Odoo">
        {vendor ? (vendor.name ?? "not read from Odoo yet") : <Chip tone="warn">not said</Chip>}
      </Cell>
      {page.mayEdit && (
        <Cell numeric>
          <CarrierTermsEdit line={line} odoos={page.odoos} />
        </Cell>
      )}
    </Row>
  );
}

function Prices({ page }: { readonly page: RatesPage }) {
  return (
    <Table label="Fuel prices">
      <TableHead>
        <HeadCell>Index</HeadCell>
        <HeadCell>Week from</HeadCell>
        <HeadCell numeric>Price</HeadCell>
      </TableHead>
      <tbody>
        {page.prices.map(({ index, effectiveOn, price }) => (
          <Row key={`${index} ${effectiveOn}`}>
            <Cell>{index}</Cell>
            <Cell label="Week from">{effectiveOn}</Cell>
            <Cell label="Price" numeric>
              {price}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
