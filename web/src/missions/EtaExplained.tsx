import { CircleQuestionMark } from 'lucide-react';
import { useId } from 'react';
import { countText } from '../../../client/src/words/amount.ts';
import { Button } from '../ui/Button.tsx';
import { ETA_WORDS } from '../words/estimate.ts';
import { COMMON } from '../words/shared.ts';
import { etaExplanation } from './etaExplained.ts';
import type { Spread } from './etaSpread.ts';
import type { ShownEta } from './shownEta.ts';

/** A small button at the time left, and behind it what that rests on. It lies over the page and moves nothing. */
export function EtaExplained({ shown }: { readonly shown: ShownEta }) {
  const id = useId();
  const titleId = useId();
  const explanation = etaExplanation(shown);
  if (explanation === null) return null;
  return (
    <div ref={keepFocus} className="contents">
      <button
        type="button"
        popoverTarget={id}
        aria-label={ETA_WORDS.question}
        title={ETA_WORDS.question}
        className="-my-3 grid size-11 shrink-0 place-items-center rounded-full text-muted hover:bg-surface hover:text-text sm:-mr-3 md:my-0 md:-mr-1 md:size-6"
      >
        <CircleQuestionMark className="size-[1.125rem]" aria-hidden />
      </button>
      <div
        id={id}
        popover="auto"
        role="group"
        aria-labelledby={titleId}
        className="eta-explained rounded-xl border border-line bg-bg p-4 text-left text-sm text-text shadow-[0_12px_32px_var(--shadow)]"
      >
        <p id={titleId} className="font-semibold">
          {ETA_WORDS.question}
        </p>
        <p className="mt-1">{explanation.basis}</p>
        {explanation.spread !== null && <SpreadPicture spread={explanation.spread} />}
        {explanation.remarks.map((remark) => (
          <p key={remark} className="mt-2 text-muted">
            {remark}
          </p>
        ))}
        <Button className="mt-3" popoverTarget={id} popoverTargetAction="hide">
          {COMMON.close}
        </Button>
      </div>
    </div>
  );
}

/** A mission that stops takes its estimate away. If the focus was in it, the page takes it, and it is not lost. */
function keepFocus(element: HTMLElement | null) {
  return () => {
    const hadFocus = element?.contains(document.activeElement) ?? false;
    if (hadFocus) document.getElementById('main')?.focus({ preventScroll: true });
  };
}

const WIDTH = 320;
const HEIGHT = 64;
/** Lines that end at the very edge are cut in half. */
const INSET = 1;

function SpreadPicture({ spread }: { readonly spread: Spread }) {
  const x = (share: number) => INSET + share * (WIDTH - 2 * INSET);
  const { bars, end, nowAt } = spread;
  return (
    <figure className="mt-3" data-tone="running">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="block w-full" role="img" aria-label={spread.spoken}>
        {end !== null && (
          <rect
            x={x(end.from)}
            y={0}
            width={Math.max(2, x(end.to) - x(end.from))}
            height={HEIGHT}
            className="fill-tint stroke-tone"
          />
        )}
        {bars.map(({ from, width, height }) => (
          <rect
            key={from}
            x={x(from) + 0.75}
            y={HEIGHT - 1 - height * (HEIGHT - 12)}
            width={width * WIDTH - 1.5}
            height={height * (HEIGHT - 12)}
            className="fill-border-ui"
          />
        ))}
        <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="stroke-border-ui" />
        {nowAt !== null && (
          <line x1={x(nowAt)} x2={x(nowAt)} y1={0} y2={HEIGHT} strokeWidth={2} className="stroke-tone" />
        )}
      </svg>
      <figcaption aria-hidden>
        <p className="flex justify-between text-muted">
          <span>{countText(0)}</span>
          <span>{spread.widthText}</span>
        </p>
        <ul className="mt-1 space-y-0.5">
          <Key mark="w-2 bg-border-ui" text={ETA_WORDS.key(ETA_WORDS.earlier, spread.runsText)} />
          {nowAt !== null && <Key mark="w-0.5 bg-tone" text={ETA_WORDS.key(ETA_WORDS.now, spread.nowText)} />}
          {end !== null && (
            <Key mark="w-3 border border-tone bg-tint" text={ETA_WORDS.key(ETA_WORDS.end, spread.endText)} />
          )}
        </ul>
        {spread.beyondText !== '' && <p className="mt-1 text-muted">{spread.beyondText}</p>}
      </figcaption>
    </figure>
  );
}

/** What a mark of the picture stands for. */
function Key({ mark, text }: { readonly mark: string; readonly text: string }) {
  return (
    <li className="flex items-center gap-2">
      <span className="grid w-3 place-items-center">
        <span className={`h-3 ${mark}`} />
      </span>
      {text}
    </li>
  );
}
