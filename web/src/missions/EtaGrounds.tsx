import { countText } from '../../../client/src/words/amount.ts';
import { SPREAD_WORDS } from '../words/estimateGrounds.ts';
import { etaExplanation } from './etaExplained.ts';
import type { Spread } from './etaSpread.ts';
import type { ShownEta } from './shownEta.ts';

/** What the time left rests on: a sentence, earlier runs as a picture, and what to bear in mind. */
export default function EtaGrounds({ shown }: { readonly shown: ShownEta }) {
  const { basis, spread, remarks } = etaExplanation(shown);
  return (
    <>
      <p className="mt-1">{basis}</p>
      {spread !== null && <SpreadPicture spread={spread} />}
      {remarks.map((remark) => (
        <p key={remark} className="mt-2 text-muted">
          {remark}
        </p>
      ))}
    </>
  );
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
          <Key mark="w-2 bg-border-ui" text={SPREAD_WORDS.key(SPREAD_WORDS.earlier, spread.runsText)} />
          {nowAt !== null && <Key mark="w-0.5 bg-tone" text={SPREAD_WORDS.key(SPREAD_WORDS.now, spread.nowText)} />}
          {end !== null && (
            <Key mark="w-3 border border-tone bg-tint" text={SPREAD_WORDS.key(SPREAD_WORDS.end, spread.endText)} />
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
