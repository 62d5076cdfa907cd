import { describe, expect, test } from 'vitest';
import type { Draft } from '../../../functions/src/schema/draft.ts';
import type { StepItem } from '../../../functions/src/schema/item.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { ModelUsage } from '../../../functions/src/schema/usage.ts';
import { draftParts, isUnfolded, writtenSince } from '../../../web/src/missions/draft/draftView.ts';
import { missionFacts } from '../../../web/src/missions/missionFacts.ts';
import { itemLine } from '../../../web/src/missions/step/itemLines.ts';
import { stepDetailView } from '../../../web/src/missions/step/stepDetailView.ts';
import { usageLines } from '../../../web/src/missions/usageFacts.ts';
import { at, IN_STATUS } from '../../support/missions.ts';

const mission: Mission = { ...IN_STATUS.in_progress(), type: 'report' };
const { mission_id, owner, attempt } = mission;
const step = mission.execution_record.progress_tracker.current_step?.step_index ?? -1;
const part = (index: number, text: string, title = `Part ${index}`) => ({ index, title, text, is_cut: false });
const draft = (...parts: Draft['parts']): Draft => ({
  ...{ mission_id, owner, attempt, step_index: step, fence: 1, updated_at: at(1), parts },
});

describe('what is being written', () => {
  test('is shown as it was written, with its heading and how long it is', () => {
    expect(draftParts(mission, draft(part(0, ' One [two](http://x.org) **three** ')))).toEqual([
      { index: 0, heading: 'Part 0', text: 'One [two](http://x.org) **three**', isCut: false, sizeText: '3 words' },
    ]);
    expect(draftParts(mission, draft({ ...part(2, 'end', ' '), is_cut: true }))).toMatchObject([
      { heading: 'Section 3', isCut: true, sizeText: '' },
    ]);
  });

  test('is nothing of an earlier attempt, of another step, or of somebody else', () => {
    const now = draft(part(0, 'One'));
    expect(draftParts(mission, now)).toHaveLength(1);
    expect(draftParts(mission, null)).toEqual([]);
    expect(draftParts(mission, { ...now, attempt: attempt + 1 })).toEqual([]);
    expect(draftParts(mission, { ...now, step_index: step + 1 })).toEqual([]);
    expect(draftParts(mission, { ...now, owner: 'ben' })).toEqual([]);
  });

  test('is said once it is no draft any more, and not while it grows or begins anew', () => {
    const two = draftParts(mission, draft(part(0, 'One'), part(1, 'Two')));
    expect(writtenSince(two, draftParts(mission, draft(part(0, ''), part(1, 'Two more'))))).toEqual([]);
    expect(writtenSince(two, draftParts(mission, draft(part(1, 'Two'), part(2, 'Three'))))).toEqual(['Part 0']);
    expect(writtenSince(two, [])).toEqual(['Part 0', 'Part 1']);
    expect(writtenSince([], two)).toEqual([]);
  });

  test('is folded where there are several, unless the reader chose otherwise', () => {
    expect(isUnfolded(0, 1, new Map())).toBe(true);
    expect(isUnfolded(0, 3, new Map())).toBe(false);
    expect(isUnfolded(0, 3, new Map([[0, true]]))).toBe(true);
    expect(isUnfolded(0, 1, new Map([[0, false]]))).toBe(false);
  });
});

const usage: ModelUsage = {
  calls: 3,
  input_tokens: 12_000,
  output_tokens: 2_500,
  seconds: 61,
  cost_usd: 0.25,
  is_estimated: false,
};
const values = (of: ModelUsage | null) => usageLines(of).map(({ value }) => value);

describe('what a language model took', () => {
  test('is told in calls, tokens, seconds and money, and nothing where none was asked', () => {
    expect(values(usage)).toEqual(['3', '12,000 read, 2,500 written', '1 min 1 s', 'US$0.25']);
    expect(usageLines(null)).toEqual([]);
    expect(usageLines({ ...usage, calls: 0 })).toEqual([]);
  });

  test('is told as about so much where it is estimated, and without money where no price is known', () => {
    expect(values({ ...usage, is_estimated: true, cost_usd: 0 })).toEqual([
      ...['3', 'about 12,000 read, 2,500 written', '1 min 1 s'],
    ]);
  });

  test('stands in the mission’s facts, in its step’s and at its items', () => {
    const labels = usageLines(usage).map(({ label }) => label);
    const record = { ...mission.execution_record, usage };
    const groups = (of: Mission) => missionFacts(of).flatMap(({ facts }) => facts.map(({ label }) => label));
    expect(groups({ ...mission, execution_record: record })).toEqual(expect.arrayContaining(labels));
    expect(groups(mission)).not.toEqual(expect.arrayContaining(labels.slice(0, 1)));

    const tracker = mission.execution_record.progress_tracker;
    const current = tracker.current_step === null ? null : { ...tracker.current_step, model_usage: usage };
    const paid: Mission = {
      ...mission,
      execution_record: { ...record, progress_tracker: { ...tracker, current_step: current } },
    };
    const facts = (of: Mission) => stepDetailView(of, { index: step, attempt: null }, null, null).facts;
    expect(facts(paid)).toEqual(expect.arrayContaining(usageLines(usage)));
    expect(facts(mission).map(({ label }) => label)).not.toContain(labels[0]);

    const item: StepItem = {
      ...{ mission_id, owner, group: `1-${step}`, attempt, step_index: step, item_index: 0, status: 'completed' },
      ...{ started_at: at(0), finished_at: at(1), duration_ms: 1_000, fence: 1, output: null, error: null },
      model_usage: usage,
    };
    expect(itemLine(item).usageText).toContain('12,000 read');
    expect(itemLine({ ...item, model_usage: null }).usageText).toBe('');
  });

  test('leaves out domains that a report has none of', () => {
    const labels = (of: Mission) => missionFacts(of).flatMap(({ facts }) => facts.map(({ label }) => label));
    expect(labels(mission)).toContain('Allowed domains');
    expect(labels({ ...mission, scope: { allowed_domains: [] } })).not.toContain('Allowed domains');
  });
});
