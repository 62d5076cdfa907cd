import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { Section } from '../ui/Section.tsx';
import { CLIENT_WORDS } from '../words/status.ts';
import { type ClientState, clientFacts, readClientState } from './thisClient.ts';

const BUILD: string = import.meta.env.VITE_BUILD_ID ?? '';

/** What this page is, and what of it is kept here: for whoever reports a problem. */
export function ClientSection({ serverBuild }: { readonly serverBuild: string | null }) {
  const [state, setState] = useState<ClientState>({ worker: 'none', storedBytes: null });
  useEffect(() => {
    let isOver = false;
    void readClientState().then((next) => {
      if (!isOver) setState(next);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return (
    <Section id="client-title" title={CLIENT_WORDS.title}>
      <dl className="panel divide-y divide-line">
        {clientFacts(BUILD, serverBuild, state).map(({ label, text }) => (
          <div key={label} className="px-4 py-2.5 text-sm sm:grid sm:grid-cols-[11rem_1fr] md:px-5">
            <dt className="text-muted">{label}</dt>
            <dd className="wrap-any">{text}</dd>
          </div>
        ))}
        <div className="px-4 py-2.5 text-sm sm:grid sm:grid-cols-[11rem_1fr] md:px-5">
          <dt className="text-muted">{CLIENT_WORDS.connection}</dt>
          <dd>
            <Link href="/settings/connection" className="text-accent underline underline-offset-2">
              {CLIENT_WORDS.connection_link}
            </Link>
          </dd>
        </div>
      </dl>
    </Section>
  );
}
