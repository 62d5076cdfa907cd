import { ArrowUp } from 'lucide-react';
import { ORDER_WORDS } from '../../words/listTools.ts';

/** Floats over the list: what is new must not push down what somebody is about to press. */
export function NewRowsButton({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  if (count === 0) return null;
  return (
    <div className="sticky top-16 z-10 flex h-0 justify-center">
      <button
        type="button"
        data-new-rows
        onClick={() => {
          onShow();
          scrollTo({ top: 0 });
        }}
        className="inline-flex min-h-11 -translate-y-3 items-center gap-2 self-start rounded-full bg-accent px-4 text-sm font-medium text-on-accent shadow-[0_6px_20px_var(--shadow)] hover:brightness-110 md:min-h-9"
      >
        <ArrowUp className="size-4" aria-hidden />
        {ORDER_WORDS.new(count)}
      </button>
    </div>
  );
}
