import { Link } from 'wouter';
import { countText } from '../../../../client/src/words/amount.ts';
import { Section } from '../../ui/Section.tsx';
import { COMPARE_FACTS } from '../../words/compare.ts';
import type { ComparedSources } from './comparedSources.ts';
import { type Compared, comparedFacts, type SideName, type SideNames } from './compareView.ts';

/** On a phone what it is stands above the two, which then have half of the width each: a moment fits on two lines. */
const ROW = 'relative max-sm:grid max-sm:grid-cols-2';

interface Props {
  readonly first: Compared;
  readonly second: Compared;
  readonly names: SideNames;
  readonly sources: ComparedSources;
}

/** What both are in numbers, one line under the other. */
export function CompareFacts({ first, second, names, sources }: Props) {
  const isSame = names.first.objective === '';
  const facts = [...comparedFacts(first, second), ...sourceFacts(sources)];
  return (
    <Section id="facts-title" title={COMPARE_FACTS.title}>
      {isSame && <p className="mb-3 max-w-[70ch] wrap-any text-muted">{first.mission.objective}</p>}
      <div className="panel px-4 py-1 md:px-5">
        <table className="w-full text-left text-sm max-sm:block [&_td]:py-2 [&_td]:pr-3 [&_td]:align-top [&_th]:py-2 [&_th]:pr-3 [&_th]:align-top [&_tr+tr]:border-t [&_tr+tr]:border-line">
          <thead className="max-sm:block">
            <tr className={ROW}>
              <td className="max-sm:sr-only">
                <span className="sr-only">{COMPARE_FACTS.what}</span>
              </td>
              <SideHead id={first.mission.mission_id} side={names.first} />
              <SideHead id={second.mission.mission_id} side={names.second} />
            </tr>
          </thead>
          <tbody className="max-sm:block max-sm:border-t max-sm:border-line">
            {facts.map((fact) => (
              <tr key={fact.label} className={ROW}>
                <th scope="row" className="font-normal text-muted max-sm:col-span-2 max-sm:pb-0!">
                  {fact.label}
                </th>
                <td className="wrap-any">{fact.first}</td>
                <td className="wrap-any">{fact.second}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function sourceFacts({ both, onlyFirst, onlySecond }: ComparedSources) {
  const shared = countText(both.length);
  return [
    { label: COMPARE_FACTS.shared, first: shared, second: shared },
    { label: COMPARE_FACTS.only, first: countText(onlyFirst.length), second: countText(onlySecond.length) },
  ];
}

/** When it was finished follows in the first line. */
function SideHead({ id, side: { name, objective } }: { readonly id: string; readonly side: SideName }) {
  return (
    <th scope="col" className="wrap-any sm:w-2/5">
      <Link href={`/results/${id}`} className="font-semibold text-accent underline underline-offset-2">
        {name}
      </Link>
      {objective !== '' && <span className="mt-0.5 block font-normal">{objective}</span>}
    </th>
  );
}
