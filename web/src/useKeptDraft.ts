import { useEffect, useState } from 'react';
import type * as z from 'zod';
import { session } from './session.ts';
import { readStored, writeStored } from './storage.ts';
import { useStore } from './store.ts';

interface Form<Draft> {
  /** Under what it is kept on this device; null for a change of what is there, which begins anew each time. */
  readonly name: 'schedule' | 'webhook' | 'key' | null;
  /** What the form begins with. */
  readonly blank: Draft;
  /** What of a stored text is a draft: it may be of an older page. */
  readonly schema: z.ZodType<Draft>;
  /** What of it may be stored; all of it unless told otherwise. */
  readonly storable?: ((draft: Draft) => Draft) | undefined;
}

/** A form's draft as its sheet needs it: whether leaving loses it, and how it is begun anew. */
export interface Kept {
  readonly isKept: boolean;
  /** What a note above the fields says: that they have what was left behind, or that this was put away just now. */
  readonly note: 'kept' | 'cleared' | null;
  readonly startAfresh: () => void;
  readonly bringBack: () => void;
  /** Leaves nothing behind on this device: once it is sent, or thrown away. */
  readonly forget: () => void;
}

/** The stored draft, or the form's beginning where there is none that can be read. */
export function draftIn<Draft>(stored: unknown, { blank, schema }: Pick<Form<Draft>, 'blank' | 'schema'>): Draft {
  const parsed = schema.safeParse(stored);
  return parsed.success ? parsed.data : blank;
}

/** What is stored of a draft; null where it says no more than the form does at its beginning. */
export function storedOf<Draft>(draft: Draft, { blank, storable }: Pick<Form<Draft>, 'blank' | 'storable'>) {
  const said = storable === undefined ? draft : storable(draft);
  return isSame(said, blank) ? null : said;
}

/** What is typed into a form. That of something new stays on this device until it is sent, as a new mission's does. */
export function useKeptDraft<Draft>(form: Form<Draft>) {
  const { uid } = useStore(session);
  const key = uid === null || form.name === null ? null : `ui.draft-${form.name}:${uid}`;
  // A form begins once, whatever its opener hands over later.
  const [{ blank, storable }] = useState(form);
  const [start] = useState(() => (key === null ? blank : draftIn(readStored(key), form)));
  const [draft, setDraft] = useState(start);
  const [before, setBefore] = useState<{ readonly draft: Draft } | null>(null);
  useEffect(() => {
    if (key !== null) writeStored(key, storedOf(draft, { blank, storable }));
  }, [key, draft, blank, storable]);
  const isWritten = !isSame(draft, blank);
  const kept: Kept = {
    isKept: key !== null,
    note: before === null ? (isSame(start, blank) ? null : 'kept') : isWritten ? null : 'cleared',
    startAfresh: () => {
      setBefore({ draft });
      setDraft(blank);
    },
    bringBack: () => {
      if (before !== null) setDraft(before.draft);
      setBefore(null);
    },
    forget: () => {
      if (key !== null) writeStored(key, null);
    },
  };
  return { draft, setDraft, isWritten, kept };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
