import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { serverNow } from '../../../clock.ts';
import { session } from '../../../session.ts';
import { createStore, useStore } from '../../../store.ts';
import { PAGE_INCOMPLETE } from '../../../trouble.ts';
import type { MissionForm } from '../useMissionForm.ts';
import { AccountDraft } from './accountDraft.ts';
import { NO_ACCOUNT_DRAFT } from './draftState.ts';
import type { Calls } from './formDraftCalls.ts';
import type { Written } from './writtenContent.ts';

const NONE = createStore(NO_ACCOUNT_DRAFT);

/** Asked for when it is needed: the form is there before. */
async function withCalls<T>(ask: (calls: typeof import('./formDraftCalls.ts')) => Promise<T>) {
  try {
    return await ask(await import('./formDraftCalls.ts'));
  } catch {
    return { kind: 'problem', problem: PAGE_INCOMPLETE } as const;
  }
}

const CALLS: Calls = {
  read: () => withCalls((calls) => calls.read()),
  save: (body) => withCalls((calls) => calls.save(body)),
  remove: (revision) => withCalls((calls) => calls.remove(revision)),
};

/** The form's draft in its owner's account; null where it is kept nowhere, as that of a copy. */
export function useAccountDraft(isKept: boolean, form: MissionForm) {
  const { uid, phase } = useStore(session);
  const isSignedIn = phase === 'in';
  const written = useWritten(form);
  const [account, setAccount] = useState<AccountDraft | null>(null);
  const fill = useEffectEvent(({ draft, typed }: Written): void => {
    form.replace(draft);
    form.type({ domains: { text: typed.domains, isRefused: false }, tags: typed.tags });
  });
  const begin = useEffectEvent(
    (owner: string) =>
      new AccountDraft({ uid: owner, written, calls: CALLS, fill: (next) => fill(next), now: serverNow }),
  );
  useEffect(() => {
    if (uid === null || !isKept) return;
    const begun = begin(uid);
    setAccount(begun);
    return () => begun.close();
  }, [uid, isKept]);
  // Before Auth has answered a call would be nobody's.
  useEffect(() => {
    if (isSignedIn) account?.open();
  }, [account, isSignedIn]);
  useEffect(() => account?.write(written), [account, written]);
  useComingAndGoing(account);
  return { account, state: useStore(account?.state ?? NONE) };
}

/** All that stands in the form; the same object until something changes. */
function useWritten({ draft, typed }: MissionForm): Written {
  const { tags } = typed;
  const domains = typed.domains.text;
  return useMemo(() => ({ draft, typed: { domains, tags } }), [draft, domains, tags]);
}

function useComingAndGoing(account: AccountDraft | null): void {
  useEffect(() => {
    if (account === null) return;
    const hear = (): void => {
      if (document.hidden) account.flush();
      else account.look();
    };
    const retry = (): void => account.retry();
    // Two windows beside each other are both visible.
    const look = (): void => account.look();
    document.addEventListener('visibilitychange', hear);
    addEventListener('online', retry);
    addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', hear);
      removeEventListener('online', retry);
      removeEventListener('focus', look);
    };
  }, [account]);
}
