import { useState } from 'react';
import type { StepItem } from '../../../../functions/src/schema/item.ts';
import { loadData } from '../../loadData.ts';
import { session } from '../../session.ts';
import { useStore } from '../../store.ts';
import { NO_SERVER, type Trouble } from '../../trouble.ts';

export interface ShownItems {
  readonly items: readonly StepItem[];
  /** Whether they were asked for. */
  readonly isAsked: boolean;
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly problem: Trouble | null;
  readonly load: () => void;
}

/**
 * The finished items of a step, in their order, by request and by page: a read for each item, and one more for each
 * place in `groups` where there is none.
 */
export function useItems(id: string, groups: readonly string[], pageSize: number): ShownItems {
  const { uid } = useStore(session);
  const [items, setItems] = useState<readonly StepItem[]>([]);
  const [more, setMore] = useState<'unknown' | 'loading' | 'some' | 'none'>('unknown');
  const [problem, setProblem] = useState<Trouble | null>(null);
  const load = async (): Promise<void> => {
    if (uid === null || more === 'loading') return;
    setMore('loading');
    try {
      const data = await loadData();
      const [known] = items;
      let page: readonly StepItem[] = [];
      for (const group of known === undefined ? groups : [known.group]) {
        page = await data.ledgerCalls.readItems(uid, id, group, items.at(-1)?.item_index ?? -1, pageSize);
        if (page.length > 0) break;
      }
      setItems([...items, ...page]);
      setMore(page.length < pageSize ? 'none' : 'some');
      setProblem(null);
    } catch {
      setProblem(NO_SERVER);
      setMore('some');
    }
  };
  return {
    items,
    problem,
    isAsked: more !== 'unknown',
    isLoading: more === 'loading',
    hasMore: more === 'some',
    load: () => void load(),
  };
}
