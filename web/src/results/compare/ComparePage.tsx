import { useSearch } from 'wouter';
import { OfflineBanner } from '../../shell/OfflineBanner.tsx';
import { BackLink } from '../../ui/BackLink.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { COMPARE_PAGE } from '../../words/compare.ts';
import { RESULTS_PAGE } from '../../words/results.ts';
import ResultPage from '../ResultPage.tsx';
import { Comparison } from './Comparison.tsx';
import { readComparePlace } from './comparePlace.ts';
import { PickOther } from './PickOther.tsx';
import { SideNotice } from './SideNotice.tsx';
import { type Side, useSide } from './useSide.ts';

/**
 * `/results/compare?a={id}&b={id}`: two results side by side; with one id alone it asks for the other. Two listeners for
 * each, as on its own page. "compare" may be a mission's id too, so that without an id it is that mission's result.
 */
export default function ComparePage() {
  const place = readComparePlace(useSearch());
  if (place.kind === 'none') return <ResultPage id="compare" />;
  return (
    <>
      <BackLink href="/results" text={COMPARE_PAGE.back} />
      <Title />
      <OfflineBanner />
      {place.kind === 'two' ? (
        <Two key={`${place.first} ${place.second}`} first={place.first} second={place.second} />
      ) : (
        <One key={place.id} id={place.id} isTwice={place.kind === 'same'} />
      )}
    </>
  );
}

function Title() {
  useTitle(`${COMPARE_PAGE.title} – ${RESULTS_PAGE.title}`);
  return <h1 className="mb-5 text-2xl font-semibold tracking-tight">{COMPARE_PAGE.title}</h1>;
}

function One({ id, isTwice }: { readonly id: string; readonly isTwice: boolean }) {
  const side = useSide(id);
  return (
    <div className="space-y-6">
      {isTwice && (
        <Notice tone="waiting" title={COMPARE_PAGE.same_title}>
          <p>{COMPARE_PAGE.same_text}</p>
        </Notice>
      )}
      {side.state === 'ready' ? <PickOther base={side.mission} /> : <SideNotice id={id} side={side} />}
    </div>
  );
}

function Two({ first, second }: { readonly first: string; readonly second: string }) {
  const one = useSide(first);
  const other = useSide(second);
  if (one.state === 'ready' && other.state === 'ready') return <Comparison first={one} second={other} />;
  const there = one.state === 'ready' ? one : other.state === 'ready' ? other : null;
  return (
    <div className="space-y-6">
      {one.state !== 'ready' && <SideNotice id={first} side={one} />}
      {other.state !== 'ready' && !(isLoading(one) && isLoading(other)) && <SideNotice id={second} side={other} />}
      {there !== null && !isLoading(one) && !isLoading(other) && <PickOther base={there.mission} />}
    </div>
  );
}

/** One skeleton is enough for both. */
function isLoading({ state }: Side): boolean {
  return state === 'loading';
}
