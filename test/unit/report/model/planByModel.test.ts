import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GatheredSource } from '../../../../functions/src/catalog/report/gathered.ts';
import { outlineAnswer, readOutline } from '../../../../functions/src/catalog/report/model/outlineAnswer.ts';
import { type ModelPlan, planByModel } from '../../../../functions/src/catalog/report/model/planByModel.ts';
import type { Spending } from '../../../../functions/src/catalog/report/model/spending.ts';
import { estimateTokens } from '../../../../functions/src/edge/model/tokens.ts';
import { reportRequest, SECTIONS } from '../../../../functions/src/schema/reportRequest.ts';
import { type ModelServer, serveModel } from '../../../support/modelServer.ts';
import { modelAt } from '../../../support/models.ts';
import { outlineReply, passagesIn } from '../../../support/reportWriter.ts';

/** What 60 kB of chosen passages are: each of about 900 characters. */
function sourcesOf(count: number, passages: number): GatheredSource[] {
  return Array.from({ length: count }, (_, source) => ({
    ...({ id: `s${source + 1}`, kind: 'text', title: `Street ${source + 1}`, url: null } as const),
    retrieved_at: '2026-11-22T03:00:00.000Z',
    passages: Array.from({ length: passages }, (__, index) => ({
      id: `s${source + 1}.${index + 1}`,
      heading: `Trees ${index + 1}`,
      text: `Of street ${source + 1}, part ${index + 1}. ${'Lime trees give shade in summer. '.repeat(26)}`,
    })),
  }));
}

let server: ModelServer;
beforeEach(async () => {
  server = await serveModel();
});
afterEach(() => server.close());

const free: Spending = {
  within: (_item, work) => work({ onCall: async () => undefined, onUsage: () => undefined }),
};

async function plan(contextTokens: number, sources: GatheredSource[], depth: 'brief' | 'deep'): Promise<ModelPlan> {
  const { model } = modelAt(server, { contextTokens });
  const request = reportRequest.parse({ depth, engine: 'model' });
  const { signal } = new AbortController();
  const objective = 'How do trees cool a street?';
  return await planByModel(model, free, { objective, request, sources, sections: SECTIONS[depth], signal });
}

/** The sources of which something was shown, by what the question held. */
function shownSources(): string[] {
  const [call] = server.calls;
  const all = call === undefined ? [] : passagesIn(call);
  return [...new Set(all.flatMap((text) => /Of street (\d+),/.exec(text)?.[1] ?? []))];
}

describe('the room of an outline', () => {
  it.each([
    [4_096, 'brief', 18],
    [4_096, 'deep', 8],
    [8_192, 'brief', 33],
    [8_192, 'deep', 33],
  ] as const)('of a context of %i tokens (%s) holds passages of all six sources', async (context, depth, least) => {
    server.always((call) => outlineReply(call, 3));
    const { sections, unshown } = await plan(
      context,
      sourcesOf(6, 6).toSpliced(5, 1, ...sourcesOf(6, 3).slice(5)),
      depth,
    );
    const [call] = server.calls;
    expect(unshown).toEqual([]);
    expect(shownSources()).toHaveLength(6);
    expect(call === undefined ? 0 : passagesIn(call).length).toBeGreaterThanOrEqual(least);
    // By turns: the first passages are those of different sources.
    expect(sections.map(({ passages }) => passages)).toEqual([['s1.1'], ['s2.1'], ['s3.1']]);
    const sent = call?.body.messages.reduce((sum, { content }) => sum + estimateTokens(content), 0) ?? 0;
    const answer = call?.body.max_tokens ?? 0;
    expect(answer).toBeLessThanOrEqual(context / 3);
    expect(sent + answer).toBeLessThanOrEqual(context);
  });

  it('leaves room to send an answer back that does not fit', async () => {
    server.next({ text: JSON.stringify({ sections: [{ title: 'x'.repeat(151), question: 'What?', passages: [1] }] }) });
    server.next({ text: '{"sections":[{"title":"Shade","question":"What of shade?","passages":[1]}]}' });
    const { sections } = await plan(4_096, sourcesOf(6, 6), 'brief');
    expect(sections).toEqual([{ title: 'Shade', question: 'What of shade?', passages: ['s1.1'] }]);
    expect(server.calls).toHaveLength(2);
  });

  it('names the sources of which nothing was shown, and takes no number beyond what was', async () => {
    const all = sourcesOf(40, 2);
    server.always((call) => ({
      text: JSON.stringify({
        sections: [
          { title: 'Shade', question: 'What of shade?', passages: [1] },
          { title: 'Unseen', question: 'What else?', passages: [passagesIn(call).length + 1] },
        ],
      }),
    }));
    const { sections, unshown, dropped } = await plan(4_096, all, 'brief');
    const shown = shownSources();
    expect(unshown).toEqual(all.map(({ id }) => id).slice(shown.length));
    expect(unshown.length).toBeGreaterThan(10);
    expect(sections.map(({ title }) => title)).toEqual(['Shade']);
    expect(dropped).toEqual([{ title: 'Unseen', why: 'it names no passage that the model was shown' }]);
  });
});

describe('an outline as a model gives it', () => {
  const section = { title: 'Shade', question: 'What of shade?' };
  it.each([
    ['numbers as text', { sections: [{ ...section, passages: ['1', '[2]', 'passage 3'] }] }],
    ['a text of numbers', { sections: [{ ...section, passages: '1, 2, 3' }] }],
    ['a list alone', [{ ...section, passages: [1, 2, 3] }]],
  ])('may have %s', (_name, answer) => {
    expect(outlineAnswer(3).parse(answer)).toEqual({ sections: [{ ...section, passages: [1, 2, 3] }] });
  });

  it.each([
    ['no number', { sections: [{ ...section, passages: ['the first'] }] }],
    ['too many sections', Array.from({ length: 4 }, () => ({ ...section, passages: [1] }))],
    ['nothing', []],
  ])('may not have %s', (_name, answer) => {
    expect(outlineAnswer(3).safeParse(answer).success).toBe(false);
  });

  it('loses sections whose passages others have, and says which', () => {
    const [source] = sourcesOf(1, 2);
    if (source === undefined) throw new Error('there is a source');
    const places = source.passages.map((passage) => ({ passage, source }));
    const planned = ['One', 'Two', 'Three'].map((title, index) => ({
      ...{ title, question: 'What?' },
      passages: index === 1 ? [1, 2] : [1],
    }));
    expect(readOutline(planned, places)).toEqual({
      sections: [
        { title: 'One', question: 'What?', passages: ['s1.1'] },
        { title: 'Two', question: 'What?', passages: ['s1.2'] },
      ],
      dropped: [{ title: 'Three', why: 'each passage that it names belongs to a section before it' }],
    });
  });
});
