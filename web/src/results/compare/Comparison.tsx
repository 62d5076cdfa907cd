import { useMemo, useState } from 'react';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import type { Outline, Source } from '../outline.ts';
import { EMPTY_OUTLINE } from '../outline.ts';
import { bodyOf } from '../resultDocument.ts';
import { ComparedBodies } from './ComparedBodies.tsx';
import { CompareFacts } from './CompareFacts.tsx';
import { CompareSources } from './CompareSources.tsx';
import { compareSources } from './comparedSources.ts';
import { sideNames } from './compareView.ts';
import type { Side } from './useSide.ts';

type Ready = Extract<Side, { readonly state: 'ready' }>;

interface Props {
  readonly first: Ready;
  readonly second: Ready;
}

/** The facts of both, what each rests on, and then both to read. */
export function Comparison({ first, second }: Props) {
  const [outlines, setOutlines] = useState({ first: EMPTY_OUTLINE, second: EMPTY_OUTLINE });
  const sources = useMemo(
    () => compareSources(sourcesOf(first, outlines.first), sourcesOf(second, outlines.second)),
    [first, second, outlines],
  );
  const names = sideNames(first, second);
  const problem = first.problem ?? second.problem;
  return (
    <div className="space-y-8" data-comparison>
      {problem !== null && <TroubleNotice problem={problem} />}
      <CompareFacts {...{ first, second, names, sources }} />
      <CompareSources sources={sources} />
      <ComparedBodies
        first={{ result: first.result, text: reportOf(first) }}
        second={{ result: second.result, text: reportOf(second) }}
        names={names}
        onOutlines={setOutlines}
      />
    </div>
  );
}

function reportOf({ mission, result }: Ready): string {
  return bodyOf(result.markdown, mission.objective, result.summary).trim();
}

/** A ranked list is its sources; a report names them where they are needed, and is asked once it is drawn. */
function sourcesOf({ result }: Ready, outline: Outline): readonly Source[] {
  if (result.items.length === 0) return outline.sources;
  return result.items.map(({ url, title }) => ({ href: url, text: title }));
}
