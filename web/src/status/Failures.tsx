import { Link } from 'wouter';
import { useNow } from '../clock.ts';
import { useNewest } from '../missions/useNewest.ts';
import { useKept } from '../results/useResult.ts';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { FAILURE_WORDS } from '../words/status.ts';
import { NothingYet } from './NothingYet.tsx';
import { type FailureGroup, failuresView, LOOKED_FAILURES } from './recentRuns.ts';

const FAILED = ['failed'] as const;

/** Why missions failed, by reason: of the last 50 that did, a live list. */
export function Failures() {
  const live = useNewest(FAILED, LOOKED_FAILURES);
  const { value: missions, problem } = useKept('failed', live);
  const { groups, hint } = failuresView(missions ?? [], useNow(15_000));
  return (
    <Section
      id="failures-title"
      title={FAILURE_WORDS.title}
      aside={
        groups.length > 0 && (
          <Link href="/?status=failed" className="text-sm text-accent underline underline-offset-2">
            {FAILURE_WORDS.all}
          </Link>
        )
      }
    >
      {problem !== null && <TroubleNotice problem={problem} />}
      {missions === null && problem === null && <Skeleton lines={2} label={FAILURE_WORDS.title} />}
      {missions !== null && groups.length === 0 && (
        <NothingYet title={FAILURE_WORDS.none} text={FAILURE_WORDS.none_text} />
      )}
      {groups.length > 0 && (
        <>
          <ul className="panel divide-y divide-line">
            {groups.map((group) => (
              <Group key={group.code} group={group} />
            ))}
          </ul>
          <p className="mt-2 text-sm text-muted">{hint}</p>
        </>
      )}
    </Section>
  );
}

function Group({ group }: { readonly group: FailureGroup }) {
  return (
    <li data-failure={group.code} className="grid grid-cols-[auto_1fr] gap-x-4 px-4 py-3 md:px-5">
      <p className="text-lg font-semibold">
        {group.count}
        <span className="sr-only">{FAILURE_WORDS.times_spoken}</span>
        <span aria-hidden>{FAILURE_WORDS.times}</span>
      </p>
      <div className="min-w-0">
        <p className="flex flex-wrap justify-between gap-x-4">
          {/* The guide is the server's, not a page of this app: a plain link. */}
          <a
            href={`/guide/errors#${group.code}`}
            title={FAILURE_WORDS.code_meaning}
            className="py-0.5 font-mono text-sm wrap-any underline underline-offset-2"
          >
            {group.code}
          </a>
          <Link href={`/m/${group.lastId}`} className="py-0.5 text-sm text-accent underline underline-offset-2">
            {FAILURE_WORDS.newest(group.lastText)}
          </Link>
        </p>
        <p className="mt-0.5 line-clamp-2 text-sm wrap-any text-muted">{group.message}</p>
      </div>
    </li>
  );
}
