import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { modelWords } from "@/lib/contracts/odoo/model-words";
import type { OdooDetail, OdooModelRow } from "@/lib/contracts/odoo/odoo-page";
import { ProgressBar } from "./progress-bar";

/** How far the first load is, as a whole and by model. Gone once all of it is in. */
export function LoadCard({ odoo }: { readonly odoo: OdooDetail }) {
  if (!odoo.isSetUp || odoo.health === "off") return null;
  if (odoo.models.length > 0 && odoo.models.every((model) => model.isLoaded)) return null;
  const open = odoo.models.filter((model) => !model.isLoaded);
  return (
    <Card
      title="First load"
      aside={<b className="tabular-nums">{`${odoo.loadedPercent}%`}</b>}
      aria-live="polite"
      aria-busy="true"
    >
      <ProgressBar percent={odoo.loadedPercent} label="First load, all models" />
      <p className="mt-2 text-ink-2">
        {odoo.loadStartedAt ? (
          <>
            Began <RelativeTime at={odoo.loadStartedAt} focusable />.{" "}
          </>
        ) : (
          "Begins with the next free worker. "
        )}
        It goes on where it stood after a restart of either side; deliveries appear on shipments once it is
        through.
      </p>
      {open.length > 0 && (
        <ul className="mt-3 grid gap-2">
          {open.map((model) => (
            <ModelProgress key={model.model} model={model} />
          ))}
        </ul>
      )}
      {odoo.models.length > open.length && (
        <p className="mt-2.5 text-xs text-ink-3">
          {odoo.models.length - open.length} of {odoo.models.length} models are in.
        </p>
      )}
    </Card>
  );
}

function ModelProgress({ model }: { readonly model: OdooModelRow }) {
  const words = modelWords(model.model);
  return (
    <li className="grid items-center gap-x-3 gap-y-0.5 sm:grid-cols-[minmax(0,1fr)_160px_120px]">
      <span>
        {words}
        {model.error && <span className="block text-xs text-bad">{model.error}</span>}
      </span>
      <ProgressBar percent={model.percent} label={words} />
      <span className="num text-xs text-ink-2">
        {model.expected === null
          ? "waits for its turn"
          : `${model.records.toLocaleString("en")} of ${model.expected.toLocaleString("en")}`}
      </span>
    </li>
  );
}
