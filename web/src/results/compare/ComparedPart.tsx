import { type ComponentProps, createContext, useContext } from 'react';
import { isTelling, type PlacedPart, standingText } from './comparedParts.ts';

/** Where the parts of the report around stand, by their names; empty until both reports are drawn. */
export const PartPlaces = createContext<ReadonlyMap<string, PlacedPart>>(new Map());

type Props = ComponentProps<'section'> & { readonly 'data-part'?: string };

/** A part of a report that stands beside another one, in the row of its like there, with what is said of the two. */
export function ComparedPart({ 'data-part': name, children }: Props) {
  const placed = useContext(PartPlaces).get(name ?? '');
  // A section within a part: the footnotes.
  if (name === undefined) return <section>{children}</section>;
  const isFirst = placed?.row === 1;
  return (
    <section
      data-part={name}
      className={`min-w-0 max-lg:mt-8 lg:pb-8 [&_[id]]:scroll-mt-32 [&>h2]:mt-0 ${isFirst ? '' : 'lg:border-t lg:border-line lg:pt-4'}`}
      style={placed === undefined ? undefined : { gridRow: placed.row }}
    >
      {placed !== undefined && <StandingNote placed={placed} />}
      {children}
    </section>
  );
}

/** What differs is said in words, and stands out; what does not is said quietly. */
function StandingNote({ placed: { standing } }: { readonly placed: PlacedPart }) {
  const text = standingText(standing);
  if (!isTelling(standing)) {
    return (
      <p data-standing className="mb-1 text-sm text-muted">
        {text}
      </p>
    );
  }
  return (
    <p
      data-standing
      data-tone="running"
      className="mb-2 inline-block rounded-md border border-tone-line bg-tint px-2 py-0.5 text-sm text-tone"
    >
      {text}
    </p>
  );
}
