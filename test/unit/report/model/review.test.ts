import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Gathered } from '../../../../functions/src/catalog/report/gathered.ts';
import { readSection } from '../../../../functions/src/catalog/report/model/readSection.ts';
import { reviewStep } from '../../../../functions/src/catalog/report/review.ts';
import type { PlannedSection, WrittenSection } from '../../../../functions/src/catalog/report/section.ts';
import type { StepContext } from '../../../../functions/src/missions/defineMission.ts';
import { reportRequest } from '../../../../functions/src/schema/reportRequest.ts';
import { DEFAULT_BUDGET } from '../../../../functions/src/schema/request.ts';
import { type ModelServer, serveModel } from '../../../support/modelServer.ts';
import { failureOf, modelAt } from '../../../support/models.ts';
import { titleIn } from '../../../support/reportWriter.ts';

const TREES =
  'Lime trees cool a street by three degrees. Their crowns give shade to the pavement. A study of 40 streets was made in 2022.';
const SOURCE: Gathered['sources'][number] = {
  ...{ id: 's1', kind: 'text', title: 'Trees', url: null, retrieved_at: '2026-11-22T03:00:00.000Z' },
  passages: ['s1.1', 's1.2', 's1.3'].map((id) => ({ id, heading: 'Trees', text: TREES })),
};
const TITLES = ['Shade', 'Heat', 'Rain'];
const OUTLINE = TITLES.map((title, index): PlannedSection => {
  return { title, question: `What of ${title}?`, passages: [`s1.${index + 1}`] };
});
const GOOD = 'Lime trees cool a street by three degrees. Their crowns give shade to the pavement [1].';
const INVENTED = 'The mayor of Zurich was bribed with gold. The Romans invented the lime tree and ate its bark.';

const written = (texts: readonly string[]): WrittenSection[] =>
  OUTLINE.slice(0, texts.length).map(({ title, question, passages }, index) => {
    const reading = { title, ids: passages, language: 'en', isCut: false };
    return { title, question, model: 'first', paragraphs: readSection(texts[index] ?? '', reading) };
  });

let server: ModelServer;
beforeEach(async () => {
  server = await serveModel();
});
afterEach(() => server.close());

/** Runs the review over sections of these texts, with items that are not recorded. */
async function reviewed(...texts: string[]) {
  const { model } = modelAt(server, { contextTokens: 32_000 });
  const notes: string[] = [];
  const outputs: Readonly<Record<string, unknown>> = {
    gather: { sources: [SOURCE], domains: [], left_out: [] },
    planner: { sections: OUTLINE.slice(0, texts.length) },
    executor: { sections: written(texts) },
  };
  const nobody = () => {
    throw new Error('the review does not ask for that');
  };
  const { signal } = new AbortController();
  const context: StepContext = {
    ...{ missionId: 'm', attempt: 1, try: 1, objective: 'How do trees cool a street?', signal },
    ...{ scope: { allowed_domains: [] }, budget: DEFAULT_BUDGET, now: () => 0, modelUsage: () => null },
    inputBy: async (schema) => schema.parse(reportRequest.parse({ engine: 'model' })),
    outputOf: async (step) => z.lazy(() => step.output).parse(outputs[step.name]),
    ...{ spend: () => undefined, showDraft: () => undefined, endDraft: () => undefined },
    ...{ answerTo: nobody, report: nobody, tryItems: nobody },
    note: ({ message }) => void notes.push(message),
    runItems: async (items, _options, run) => {
      const ends = await Promise.allSettled(items.map((item, index) => run(item, index, signal)));
      return ends.map((end) => {
        if (end.status === 'rejected') throw end.reason;
        return end.value;
      });
    },
  };
  const done = await reviewStep(model).run(context);
  if ('waitFor' in done) throw new Error('the review waits, which it never does');
  return { message: done.message, mended: done.output.mended, sentences: done.output.sentences, notes };
}

describe('the review of what a model wrote', () => {
  it('counts each sentence by itself, also those with one mark at the end of their paragraph', async () => {
    const { message, mended } = await reviewed(GOOD, GOOD);
    expect(message).toBe('Each of 4 sentences cites a passage that it fits.');
    expect(mended).toEqual([]);
    expect(server.calls).toEqual([]);
  });

  it('does not vouch for what is invented ahead of a mark: it is given back, and then left out', async () => {
    const study = 'A study of 40 streets was made in 2022 [1].';
    const text = `${GOOD}\n\nThe mayor of Zurich was bribed with gold. ${study}`;
    server.always(() => ({ text }));
    const { message, mended, notes, sentences } = await reviewed(text);
    expect(server.calls).toHaveLength(1);
    expect(server.calls[0]?.prompt).toContain(`bribed with gold. ${study.replace(' [1].', '. [1]')}`);
    expect(message).toBe(
      'Each of 3 sentences cites a passage that it fits; 1 section had to be given back for that; 1 sentence had to be left out.',
    );
    expect(sentences).toBe(3);
    expect(mended[0]?.section).toMatchObject({ left_out: { unfit: 1, repeated: 0 } });
    expect(JSON.stringify(mended)).not.toContain('mayor');
    expect(notes.at(-1)).toBe(
      'Section 1, Shade: 1 sentence is left out: “The mayor of Zurich was bribed with gold.” cites no passage, and what is cited next to it does not bear it out.',
    );
  });

  it('fails where less than half would be left, and names each section', async () => {
    const bad = `${INVENTED} A study of 40 streets was made in 2022 [1].`;
    server.always((call) => ({ text: titleIn(call) === 'Heat' ? GOOD : bad }));
    const error = await failureOf(reviewed(bad, bad, bad));
    expect(error).toMatchObject({ code: 'section_not_sound' });
    expect(error.message).toMatch(
      /^2 sections are not sound, also after mending\. Section 1, “Shade”: “The mayor .* \(and 1 more\) Section 3, “Rain”: /,
    );
    expect(error.next).toMatch(/"engine": "extractive".*larger model/);
  });

  it('fails by a sentence with a mark of its own that does not fit', async () => {
    const wrong = `${GOOD} Pirates buried golden coins under palm trees in 1720 [1].`;
    server.always(() => ({ text: wrong }));
    const error = await failureOf(reviewed(wrong));
    expect(error.message).toContain('has the number 1720 in it');
  });

  it('keeps to the section as it was where mending made it worse', async () => {
    server.always(() => ({ text: 'Pirates buried golden coins under palm trees in 1720 [1].' }));
    const { mended } = await reviewed(`${GOOD} Let me know if you need anything else!`);
    expect(mended[0]?.section).toMatchObject({ left_out: { unfit: 1, repeated: 0 } });
    expect(JSON.stringify(mended)).toContain('Lime trees cool');
    expect(JSON.stringify(mended)).not.toContain('Pirates');
  });

  it('leaves out what is said twice without asking the model', async () => {
    const { message, notes } = await reviewed(`${GOOD} Lime trees cool a street by three degrees [1].`);
    expect(server.calls).toEqual([]);
    expect(message).toBe('Each of 2 sentences cites a passage that it fits; 1 sentence had to be left out.');
    expect(notes).toEqual([
      'Section 1, Shade: 1 sentence is left out: “Lime trees cool a street by three degrees.” was said before.',
    ]);
  });

  it('says of which sections only the numbers were compared', async () => {
    const german = 'Linden kühlen die Straßen der Stadt um drei Grad, wie eine Untersuchung von 2022 zeigt [1].';
    const { message } = await reviewed(german, GOOD);
    expect(message).toBe(
      'Each of 3 sentences cites a passage that it fits. Of 1 section only the numbers were compared: the sources are in another language.',
    );
  });
});
