import { useEffect, useEffectEvent, useState } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import type { Answer } from '../../api.ts';
import { serverNow } from '../../clock.ts';
import { loadData } from '../../loadData.ts';
import { session } from '../../session.ts';
import { useStore } from '../../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../../trouble.ts';
import { askedInput, type WithInput } from '../askedInput.ts';
import {
  type DraftSource,
  duplicateOf,
  EMPTY_MISSION,
  isSame,
  type MissionDraft,
  NO_TEXTS,
  readDraft,
  readTyped,
  type TypedTexts,
  writeDraft,
  writeTyped,
} from './missionDraft.ts';

/** The copy that a form begins with. */
export type Copying = 'none' | 'loading' | 'done' | { readonly problem: Trouble };

/**
 * The form's draft, kept on this device. A copy of mission `from` is a draft of its own, and leaves the one that was left
 * behind alone. It is taken from what the device knows where that is there, else read, which costs one read.
 */
export function useNewDraft(from: string | null, recent: readonly Mission[] | null) {
  const { uid } = useStore(session);
  const [start] = useState<MissionDraft>(() => (uid === null || from !== null ? EMPTY_MISSION : readDraft(uid)));
  const [draft, setDraft] = useState(start);
  const [base, setBase] = useState(start);
  const [copying, setCopying] = useState<Copying>(from === null ? 'none' : 'loading');
  useEffect(() => {
    if (uid !== null && from === null) writeDraft(uid, isSame(draft, EMPTY_MISSION) ? null : draft);
  }, [uid, from, draft]);
  const isKnown = recent !== null;
  const take = useEffectEvent(({ source, input }: Copy): void => {
    const copy = duplicateOf(source, serverNow(), input);
    setDraft(copy);
    setBase(copy);
    setCopying('done');
  });
  const known = useEffectEvent((id: string) => recent?.find((mission) => mission.mission_id === id));
  useEffect(() => {
    if (from === null || !isKnown) return;
    let isOver = false;
    void readCopy(from, known(from)).then((answer) => {
      if (isOver) return;
      if (answer.kind === 'ok') take(answer.data);
      else setCopying({ problem: answer.problem });
    });
    return () => {
      isOver = true;
    };
  }, [from, isKnown]);
  const isKept = from === null;
  return {
    draft,
    setDraft,
    copying,
    isKept,
    /** Whether something would be missed that the reader wrote. */
    isDirty: !isSame(draft, isKept ? EMPTY_MISSION : base),
    typed: {
      read: () => (uid === null || !isKept ? NO_TEXTS : readTyped(uid)),
      write: (typed: TypedTexts) => {
        if (uid !== null && isKept) writeTyped(uid, typed);
      },
    },
    forget: () => {
      if (uid === null || !isKept) return;
      writeDraft(uid, null);
      writeTyped(uid, NO_TEXTS);
    },
  };
}

/** What a copy is made of. */
interface Copy {
  readonly source: DraftSource;
  readonly input: unknown;
}

/** The mission `id` unless it is `known`, and what it was asked beside its objective. */
async function readCopy(id: string, known: (DraftSource & WithInput) | undefined): Promise<Answer<Copy>> {
  const source = known === undefined ? await readSource(id) : ({ kind: 'ok', data: known } as const);
  if (source.kind === 'problem') return source;
  const input = await askedInput(source.data);
  return input.kind === 'problem' ? input : { kind: 'ok', data: { source: source.data, input: input.data } };
}

async function readSource(id: string) {
  try {
    const data = await loadData();
    return await data.readMission(id);
  } catch {
    return { kind: 'problem', problem: PAGE_INCOMPLETE } as const;
  }
}
