import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  GAP_MS,
  type Message,
  nextOf,
  SILENT,
  type Speech,
  withMessage,
  withoutKind,
  withSaid,
} from '../../../web/src/ui/speech.ts';

const polite = (kind: string, text = kind): Message => ({ kind, text, isUrgent: false });
const urgent = (kind: string, text = kind): Message => ({ kind, text, isUrgent: true });

/** Lets messages come at their times and says each when it may be said. */
function spoken(coming: readonly { readonly at: number; readonly message: Message }[]) {
  const said: { at: number; message: Message }[] = [];
  let speech: Speech = SILENT;
  const sayUntil = (now: number): void => {
    for (let next = nextOf(speech); next !== null; next = nextOf(speech)) {
      const at = Math.max(next.at, said.at(-1)?.at ?? 0, heardAt);
      if (at > now) return;
      said.push({ at, message: next.message });
      speech = withSaid(speech, next.message, at);
    }
  };
  let heardAt = 0;
  for (const { at, message } of coming) {
    sayUntil(at - 1);
    heardAt = at;
    speech = withMessage(speech, message);
    sayUntil(at);
  }
  sayUntil(Number.MAX_SAFE_INTEGER);
  return said;
}
const texts = (said: ReturnType<typeof spoken>) => said.map(({ at, message: { text } }) => [at, text]);

describe('what is announced', () => {
  it('is said at once when nothing was said before, then five seconds apart', () => {
    const coming = ['a', 'b', 'c'].map((kind, at) => ({ at, message: polite(kind) }));
    expect(texts(spoken(coming))).toEqual([
      [0, 'a'],
      [5_000, 'b'],
      [10_000, 'c'],
    ]);
  });

  it('is only the newest of its kind: an older one is no longer true', () => {
    const coming = [polite('x'), polite('step', 'step 2'), polite('copy'), polite('step', 'step 3')];
    expect(texts(spoken(coming.map((message, at) => ({ at, message }))))).toEqual([
      ...[
        [0, 'x'],
        [5_000, 'copy'],
        [10_000, 'step 3'],
      ],
    ]);
  });

  it('is nothing that was taken back while it waited', () => {
    const waiting = [polite('connection', 'offline'), polite('copy')].reduce(withMessage, SILENT);
    expect(withoutKind(waiting, 'connection').waiting).toEqual([polite('copy')]);
    expect(nextOf(withoutKind(withMessage(SILENT, polite('connection')), 'connection'))).toBeNull();
  });

  it('waits for what is urgent, which breaks in but not on another urgent one', () => {
    const coming = [polite('a'), polite('b'), urgent('failed'), urgent('asks')];
    expect(texts(spoken(coming.map((message, at) => ({ at, message }))))).toEqual([
      ...[
        [0, 'a'],
        [2, 'failed'],
        [5_002, 'asks'],
        [10_002, 'b'],
      ],
    ]);
  });

  it('comes five seconds apart or breaks in as urgent, in whatever order it comes; each kind ends with its newest', () => {
    const message = fc.record({ kind: fc.constantFrom('a', 'b', 'c'), isUrgent: fc.boolean(), number: fc.nat() });
    fc.assert(
      fc.property(fc.array(fc.record({ gap: fc.nat(8_000), message }), { minLength: 1, maxLength: 20 }), (steps) => {
        let at = 0;
        const coming = steps.map(({ gap, message: { kind, isUrgent, number } }) => {
          at += gap;
          return { at, message: { kind: `${kind} ${isUrgent}`, isUrgent, text: `${kind} ${number}` } };
        });
        const said = spoken(coming);
        for (const [index, one] of said.entries()) {
          const before = said
            .slice(0, index)
            .filter((other) => !one.message.isUrgent || other.message.isUrgent)
            .at(-1);
          expect(one.at - (before?.at ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(GAP_MS);
        }
        const lastOf = (all: typeof coming) => new Map(all.map((one) => [one.message.kind, one.message.text]));
        expect(lastOf(said)).toEqual(lastOf(coming));
      }),
    );
  });
});
