import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GatheredSource } from '../../../../functions/src/catalog/report/gathered.ts';
import type { Spending } from '../../../../functions/src/catalog/report/model/spending.ts';
import { writeByModel } from '../../../../functions/src/catalog/report/model/writeByModel.ts';
import type { WrittenSection } from '../../../../functions/src/catalog/report/section.ts';
import { reportRequest } from '../../../../functions/src/schema/reportRequest.ts';
import { type ModelServer, type Said, serveModel } from '../../../support/modelServer.ts';
import { failureOf, modelAt } from '../../../support/models.ts';
import { passagesIn } from '../../../support/reportWriter.ts';

const SOURCE: GatheredSource = {
  ...{ id: 's1', kind: 'text', title: 'Trees', url: null, retrieved_at: '2026-11-22T03:00:00.000Z' },
  passages: Array.from({ length: 12 }, (_, index) => ({
    id: `s1.${index + 1}`,
    heading: '',
    text: `Part ${index + 1}. ${'Lime trees give shade in summer. '.repeat(26)}`,
  })),
};
const SECTION = { title: 'Shade', question: 'What of shade?', passages: SOURCE.passages.map(({ id }) => id) };

let server: ModelServer;
beforeEach(async () => {
  server = await serveModel();
});
afterEach(() => server.close());

const free: Spending = {
  within: (_item, work) => work({ onCall: async () => undefined, onUsage: () => undefined }),
};

function write(said: Said, contextTokens = 32_000): Promise<WrittenSection> {
  server.always(() => said);
  const { model } = modelAt(server, { contextTokens });
  const request = reportRequest.parse({ engine: 'model', length: 'short' });
  const writing = { objective: 'How do trees cool a street?', request, sources: [SOURCE], outline: [SECTION] };
  const { signal } = new AbortController();
  return writeByModel(model, free, writing, { section: SECTION, item: 0, signal, onText: () => undefined });
}
const textsOf = ({ paragraphs }: WrittenSection) =>
  paragraphs.flatMap(({ sentences }) => sentences.map(({ text }) => text));

describe('a section by a model', () => {
  it('that came to its last token ends at its last whole sentence, and says so', async () => {
    const cut = await write({ text: 'Lime trees give shade [1]. In summer they give [2] even mo', finish: 'length' });
    expect(textsOf(cut)).toEqual(['Lime trees give shade.']);
    expect(cut.is_cut).toBe(true);
    const whole = await write({ text: 'Lime trees give shade [1].' });
    expect(whole).not.toHaveProperty('is_cut');
  });

  it('that came to it before a sentence was whole is nothing that could be used', async () => {
    const error = await failureOf(write({ text: 'Lime trees give', finish: 'length' }));
    expect(error).toMatchObject({ code: 'model_answer_invalid' });
  });

  it('is written from as many passages as its context takes, and can cite no other', async () => {
    const section = await write({ text: 'Lime trees give shade [1]. They give it in summer [12].' }, 4_096);
    const [call] = server.calls;
    const shown = call === undefined ? 0 : passagesIn(call).length;
    expect(shown).toBeGreaterThan(5);
    expect(shown).toBeLessThan(12);
    expect(section.paragraphs[0]?.sentences.map(({ passages }) => passages)).toEqual([['s1.1'], ['[12]']]);
  });
});
