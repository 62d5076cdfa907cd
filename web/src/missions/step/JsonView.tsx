import { useState } from 'react';
import { STEP_DETAIL_WORDS } from '../../words/missionViews.ts';
import { COLON } from '../../words/shared.ts';

/** Of a long list or object so many are drawn, of a long text so much: the rest is in the download. */
const SHOWN_ENTRIES = 100;
const SHOWN_CHARACTERS = 2_000;
/** What lies deeper is folded, and drawn when it is opened. */
const OPEN_DEPTH = 1;

interface Props {
  readonly value: unknown;
  readonly name?: string;
  readonly depth?: number;
}

/** JSON to read: whatever a step left, however deep or large. */
export function JsonView({ value, name, depth = 0 }: Props) {
  if (typeof value !== 'object' || value === null) {
    return (
      <p className="py-0.5 pl-4 wrap-any whitespace-pre-wrap">
        <Name name={name} />
        <Leaf value={value} />
      </p>
    );
  }
  return <Branch value={value} name={name} depth={depth} />;
}

function Branch({
  value,
  name,
  depth,
}: {
  readonly value: object;
  readonly name: string | undefined;
  readonly depth: number;
}) {
  const [isOpen, setOpen] = useState(depth < OPEN_DEPTH);
  const entries = Object.entries(value);
  const rest = entries.length - SHOWN_ENTRIES;
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)} className="pl-4">
      <summary className="-ml-4 min-h-6 py-0.5 max-md:min-h-11 max-md:py-2.5">
        <Name name={name} />
        <span className="text-muted">
          {Array.isArray(value) ? '[ ]' : '{ }'} {STEP_DETAIL_WORDS.entries(entries.length)}
        </span>
      </summary>
      {isOpen &&
        entries
          .slice(0, SHOWN_ENTRIES)
          .map(([key, each]) => <JsonView key={key} name={key} value={each} depth={depth + 1} />)}
      {isOpen && rest > 0 && <p className="pl-4 text-muted">{STEP_DETAIL_WORDS.more(rest)}</p>}
    </details>
  );
}

function Name({ name }: { readonly name: string | undefined }) {
  return name === undefined ? null : (
    <span className="text-muted">
      {name}
      {COLON}
    </span>
  );
}

function Leaf({ value }: { readonly value: unknown }) {
  if (typeof value !== 'string') return <span className="text-accent">{String(value)}</span>;
  const rest = value.length - SHOWN_CHARACTERS;
  return (
    <>
      {value.slice(0, SHOWN_CHARACTERS)}
      {rest > 0 && <span className="text-muted"> {STEP_DETAIL_WORDS.moreText(rest)}</span>}
    </>
  );
}
