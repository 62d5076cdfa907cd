import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_REPORT_BYTES } from '../../functions/src/catalog/report/assemble.ts';
import { reportMission } from '../../functions/src/catalog/report/mission.ts';
import { researchMission } from '../../functions/src/catalog/research/mission.ts';
import { MAX_ATTEMPTS } from '../../functions/src/core/allowed.ts';
import { MAX_TRIES, SEND_LIMIT_MS } from '../../functions/src/core/delivery.ts';
import { AppError, type ErrorCode, isRetryable } from '../../functions/src/core/errors.ts';
import type { Command, MissionEventType } from '../../functions/src/core/events.ts';
import { MAX_LOSSES, STAY_MS } from '../../functions/src/core/failEvents.ts';
import { LEASE_MS } from '../../functions/src/core/lease.ts';
import { MOST_COUNTED } from '../../functions/src/core/nextOccurrence.ts';
import { nextState } from '../../functions/src/core/nextState.ts';
import { readConfig } from '../../functions/src/edge/config.ts';
import { problemOf } from '../../functions/src/http/problems.ts';
import { DEFAULT_POLICY, planOf } from '../../functions/src/missions/defineMission.ts';
import {
  command,
  draftList,
  eta,
  etaNote,
  inputAnswer,
  missionAnswer,
  progressAnswer,
  queue,
  resultAnswer,
  shownDraft,
} from '../../functions/src/schema/api.ts';
import { MAX_API_KEYS, newKeyAnswer, SCOPES } from '../../functions/src/schema/apiKey.ts';
import {
  DELIVERY_KEPT_DAYS,
  deliveryAnswer,
  deliveryAttempt,
  deliveryEvent,
  missionPayload,
} from '../../functions/src/schema/delivery.ts';
import { MAX_DRAFT_CHARACTERS, MAX_DRAFT_PARTS } from '../../functions/src/schema/draft.ts';
import { external } from '../../functions/src/schema/external.ts';
import { FORM_DRAFT_KEPT_MS, MAX_FORM_DRAFT_BYTES } from '../../functions/src/schema/formDraft.ts';
import {
  aliveAnswer,
  healthReason,
  healthReasonName,
  metricsAnswer,
  readyAnswer,
  storedFigures,
} from '../../functions/src/schema/health.ts';
import { historyEntry, historyKind } from '../../functions/src/schema/history.ts';
import { MAX_INPUT_BYTES } from '../../functions/src/schema/input.ts';
import { MAX_ITEM_OUTPUT_BYTES } from '../../functions/src/schema/item.ts';
import { ledgerEntry, MAX_OUTPUT_BYTES } from '../../functions/src/schema/ledger.ts';
import { MISSION_STATUSES } from '../../functions/src/schema/mission.ts';
import { reportAnswer, stepReport } from '../../functions/src/schema/report.ts';
import { reportRequest, SECTION_WORDS, SECTIONS } from '../../functions/src/schema/reportRequest.ts';
import { budget, DEFAULT_BUDGET, externalRequest } from '../../functions/src/schema/request.ts';
import { answerRequest, retryMissionRequest, signalRequest } from '../../functions/src/schema/requests.ts';
import { MAX_SCHEDULES, scheduleAnswer } from '../../functions/src/schema/schedule.ts';
import {
  COMPLETED_STEPS_KEPT,
  COMPLETED_STEPS_LEFT,
  PLAN_KEPT,
  trackedStep,
} from '../../functions/src/schema/tracker.ts';
import { MAX_ANSWERS, MAX_PAYLOAD_BYTES, MAX_SIGNALS, wait } from '../../functions/src/schema/wait.ts';
import { MAX_PERCENTS, MAX_WEBHOOKS, switchedOff, webhookAnswer } from '../../functions/src/schema/webhook.ts';
import { bundleGuide } from '../../scripts/building/bundleGuide.ts';
import { IN_STATUS } from '../support/missions.ts';
import { EVENTS, NOW } from '../support/states.ts';

/** What lies at the same origin and is no page of the guide. */
const OUTSIDE = ['/', '/favicon.svg', '/settings/keys', '/guide/guide.css', '/guide/copy.js'];

let folder = '';
/** Pages by the address at which Hosting serves them. */
const pages = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guide-'));
  await bundleGuide(folder);
  for (const file of await readdir(join(folder, 'guide'))) {
    const html = await readFile(join(folder, 'guide', file), 'utf8');
    if (file.endsWith('.html')) pages.set(file === 'index.html' ? '/guide' : `/guide/${file.slice(0, -5)}`, html);
  }
});
afterAll(() => rm(folder, { recursive: true }));

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
/** Addresses of the pages for which a claim does not hold. */
const without = (claim: (html: string) => boolean) =>
  [...pages].flatMap(([address, html]) => (claim(html) ? [] : [address]));
/** A page, without what its cells say on a phone alone. */
const page = (name: string) => (pages.get(`/guide/${name}`) ?? '').replaceAll(/<td data-label="[^"]*">/g, '<td>');
const idsOf = (html: string) => all(html, /\sid="([^"]+)"/g);
const articleOf = (html: string) => /<article>([\s\S]*)<\/article>/.exec(html)?.[1] ?? '';
const hrefsOf = (html: string) => all(html, /\s(?:href|src)="([^"]+)"/g);
const codesOf = (html: string) => all(html, /<code>([^<]+)<\/code>/g);

describe('every page of the guide', () => {
  it('is there', () => expect(pages.size).toBeGreaterThanOrEqual(18));

  it('has a title, a description of its own and one heading of the first level', () => {
    const titles = [...pages.values()].map((html) => all(html, /<title>([^<]+)<\/title>/g));
    const descriptions = [...pages.values()].map((html) => all(html, /<meta name="description" content="([^"]*)">/g));
    expect(titles.every((found) => found.length === 1)).toBe(true);
    expect(new Set(titles.flat()).size).toBe(pages.size);
    expect(new Set(descriptions.flat()).size).toBe(pages.size);
    expect(without((html) => all(html, /<h1>(.+)<\/h1>/g).length === 1)).toEqual([]);
    expect(without((html) => html.includes('<html lang="en">'))).toEqual([]);
    expect(descriptions.flat().filter((text) => text.length < 50 || text.length > 200)).toEqual([]);
  });

  it('has nothing inline that the content policy forbids', () => {
    expect(
      without(
        (html) =>
          !/<script>|<script (?!type="module" src="\/guide\/copy\.js"><\/script>)|<style|\sstyle=|\son[a-z]+=|javascript:/i.test(
            html,
          ),
      ),
    ).toEqual([]);
  });

  it('says in each cell of a wide table under which column it stands', () => {
    const row = articleOf(pages.get('/guide/health') ?? '').match(/<td><code>GET \/health<\/code>[\s\S]*?<\/tr>/)?.[0];
    expect(all(row ?? '', / data-label="([^"]+)"/g)).toEqual(['Asks', 'Costs', 'For']);
    const narrow = articleOf(pages.get('/guide/emulator') ?? '');
    expect(all(narrow, /(data-label)/g)).toEqual([]);
  });

  it('names each heading and each region once', () => {
    const namesOf = (html: string) => [...idsOf(html), ...all(html, /aria-label="([^"]+)"/g)];
    expect(without((html) => new Set(namesOf(html)).size === namesOf(html).length)).toEqual([]);
    expect(without((html) => !/<h[2-6]>/.test(html))).toEqual([]);
  });

  it('links to what is there', () => {
    const broken = [...pages].flatMap(([address, html]) =>
      hrefsOf(html)
        .filter((href) => {
          const [path = '', anchor] = href.split('#');
          if (OUTSIDE.includes(path)) return false;
          const target = path === '' ? html : pages.get(path);
          return target === undefined || (anchor !== undefined && !idsOf(target).includes(anchor));
        })
        .map((href) => `${address}: ${href}`),
    );
    expect(broken).toEqual([]);
  });

  it('is linked from the text of another than the index', () => {
    const linked = new Set(
      [...pages].flatMap(([from, html]) => {
        const targets = from === '/guide' ? [] : hrefsOf(articleOf(html)).map((href) => href.replace(/#.*$/, ''));
        return targets.filter((target) => target !== from);
      }),
    );
    expect([...pages.keys()].filter((address) => address !== '/guide' && !linked.has(address))).toEqual([]);
  });
});

const healthWords = [
  ...[
    aliveAnswer,
    readyAnswer,
    metricsAnswer,
    metricsAnswer.shape.instance,
    metricsAnswer.shape.instance.shape.answers,
  ],
  ...[storedFigures, storedFigures.shape.recoveries, storedFigures.shape.deliveries, healthReason],
].flatMap((schema) => Object.keys(schema.shape));

const source = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const isCode = (text: string): text is ErrorCode => text in CODES;
const CODES = Object.fromEntries(
  [...source('functions/src/core/errors.ts').matchAll(/^ {2}([a-z_]+): \{ retryable: (true|false) \},$/gm)].map(
    ([, code = '', retryable = '']) => [code, retryable],
  ),
);

describe('the errors page', () => {
  it.each(Object.keys(CODES))('says of %s what the code does', (code) => {
    if (!isCode(code)) throw new Error('no code');
    const section = new RegExp(`id="${code}">[^]*?(?=<h[23]|</article>)`).exec(page('errors'))?.[0] ?? '';
    expect(section).toContain(`Retryable: ${isRetryable(code) ? 'yes' : 'no'}.`);
    const isOfApi = page('errors').indexOf(`id="${code}"`) < page('errors').indexOf('id="why-a-mission-failed"');
    const { status, type } = problemOf(new AppError(code, ''), '/');
    expect(type).toBe(`/guide/errors#${code}`);
    if (isOfApi) expect(section).toContain(`Status ${status}.`);
  });

  it('knows no code that there is not', () => {
    const sections = all(page('errors'), /<h3 id="([a-z_]+)">/g);
    expect(sections.toSorted()).toEqual(Object.keys(CODES).toSorted());
  });
});

/** Types are looked at; nothing is read. */
const OFFLINE = {
  userAgent: '',
  fetch: () => Promise.reject(new Error('offline')),
  close: () => Promise.resolve(),
};
const fieldsOf = ({ shape }: { readonly shape: object }) => Object.keys(shape);
const ENGINES = ['extractive', 'model'];

describe('the guide names every', () => {
  it.each([
    ['field of the progress answer', 'progress', Object.keys(progressAnswer.shape)],
    ['field of an estimate', 'progress', Object.keys(eta.shape)],
    [
      'field, basis and note of an estimate',
      'eta',
      [...Object.keys(eta.shape), ...eta.shape.basis.options, ...etaNote.options],
    ],
    ['field of a step', 'progress', Object.keys(trackedStep.shape)],
    ['field of a mission', 'api', Object.keys(missionAnswer.shape)],
    ['field of a result', 'results', ['summary', 'markdown', 'items', 'pages_read', 'missed', 'missed_count']],
    ['field of a schedule', 'schedules', Object.keys(scheduleAnswer.shape)],
    ['field and scope of an API key', 'keys', [...Object.keys(newKeyAnswer.shape), ...SCOPES]],
    ['kind of history entry', 'events', historyKind.options],
    ['status', 'lifecycle', MISSION_STATUSES],
    ['type of event that writes history', 'events', Object.keys(EVENTS).filter((type) => type !== 'renewed')],
    ['field of a place in the queue', 'queue', Object.keys(queue.shape)],
    ['field of a wait', 'waiting', wait.options.flatMap((kind) => Object.keys(kind.shape))],
    ['field of an answer', 'waiting', Object.keys(answerRequest.shape)],
    ['field of a signal', 'waiting', Object.keys(signalRequest.shape)],
    ['field of a retry', 'retry', Object.keys(retryMissionRequest.shape)],
    ['field of an entry of the ledger', 'api', Object.keys(ledgerEntry.omit({ owner: true }).shape)],
    ['field of an external mission', 'api', Object.keys(external.shape)],
    ['field of the request for one', 'external', Object.keys(externalRequest.shape)],
    ['field of a report', 'external', stepReport.options.flatMap((kind) => Object.keys(kind.shape))],
    ['field of the answer to a report', 'external', Object.keys(reportAnswer.shape)],
    ['field and reason of the health', 'health', [...healthWords, ...healthReasonName.options]],
    ['field of a webhook', 'webhooks', Object.keys(webhookAnswer.shape)],
    ['event of a webhook', 'webhooks', deliveryEvent.options.flatMap((event) => event.split('.'))],
    ['field of a delivery', 'webhooks', Object.keys(deliveryAnswer.shape)],
    ['field of a try', 'webhooks', Object.keys(deliveryAttempt.shape)],
    ['field of a message', 'webhooks', Object.keys(missionPayload.shape.data.shape)],
    ['field of what a report takes', 'reports', Object.keys(reportRequest.shape)],
    ['field of its sources', 'reports', Object.keys(reportRequest.parse({}).sources)],
    ['depth, length and engine', 'reports', [...Object.keys(SECTIONS), ...Object.keys(SECTION_WORDS), ...ENGINES]],
    ['field of an input and of a draft', 'reports', [inputAnswer, draftList, shownDraft].flatMap(fieldsOf)],
    ['reason for which a webhook is off', 'webhooks', switchedOff.shape.reason.options],
    ['field of a policy', 'mission-types', [...Object.keys(DEFAULT_POLICY), 'isTerminal', 'forError']],
  ])('%s', (_what, name, words) => {
    const text = `${codesOf(page(name)).join(' ')} ${all(page(name), /&quot;([a-z_]+)&quot;/g).join(' ')}`.split(/\W+/);
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });

  it('field of the result and of a history entry, in its example', () => {
    const shown = (name: string) => all(page(name), /&quot;([a-z_]+)&quot;:/g);
    expect(Object.keys(resultAnswer.shape).filter((field) => !shown('results').includes(field))).toEqual([]);
    expect(Object.keys(historyEntry.shape).filter((field) => !shown('events').includes(field))).toEqual([]);
  });

  it('step of a research mission, with its percent', () => {
    for (const { step_name: name, cumulative_percent: percent } of planOf(researchMission({ web: OFFLINE }))) {
      expect(page('research')).toMatch(new RegExp(`<code>${name}</code></a></td>\\s*<td>${percent}</td>`));
    }
  });

  it('step of a report', () => {
    const steps = reportMission({ web: OFFLINE, model: null, resultOf: () => Promise.resolve(null) }).steps.map(
      ({ name }) => name,
    );
    expect(all(page('reports'), /<td><code>([a-z_]+)<\/code><\/td>\n<td>[A-Z]/g)).toEqual(
      expect.arrayContaining(steps),
    );
  });

  it('number of what a report has', () => {
    for (const [name, number] of Object.entries({ ...SECTIONS, ...SECTION_WORDS })) {
      expect(page('reports')).toMatch(new RegExp(`<code>${name}</code> ${number}\\b`));
    }
  });

  it('limit with the number that it has', () => {
    const row = (name: string, ...numbers: number[]) =>
      `<td><code>${name}</code></td>\n${numbers.map((number) => `<td>${number.toLocaleString('en')}</td>`).join('\n')}`;
    for (const [name, { minValue, maxValue }] of Object.entries(budget.shape)) {
      const fallback = Object.entries(DEFAULT_BUDGET).find(([field]) => field === name)?.[1] ?? Number.NaN;
      expect(page('limits')).toContain(row(name, minValue ?? Number.NaN, maxValue ?? Number.NaN, fallback));
      expect(page('budget')).toContain(row(name, fallback, minValue ?? Number.NaN, maxValue ?? Number.NaN));
    }
  });

  it.each([
    ['Input of a mission', `${MAX_INPUT_BYTES.toLocaleString('en')} bytes as JSON`],
    [
      'Sections',
      Object.values(SECTIONS)
        .join(', ')
        .replace(/, (?=\d+$)/, ' or '),
    ],
    ['Size of a report', `${MAX_REPORT_BYTES.toLocaleString('en')} bytes`],
    [
      'Drafts shown',
      `the newest ${MAX_DRAFT_PARTS}, the last ${MAX_DRAFT_CHARACTERS.toLocaleString('en')} characters of each, a write a second`,
    ],
    ['Output of a step', `${MAX_OUTPUT_BYTES.toLocaleString('en')} bytes`],
    ['Output of an item of a list', `${MAX_ITEM_OUTPUT_BYTES.toLocaleString('en')} bytes`],
    ['Payload of a signal', `${MAX_PAYLOAD_BYTES.toLocaleString('en')} bytes`],
    ['Signals that are kept', `${MAX_SIGNALS} names, the newest of each`],
    ['Waits of a step', `${MAX_ANSWERS}`],
    ['Attempts', `${MAX_ATTEMPTS}`],
    ['Tries of a step', `${DEFAULT_POLICY.attempts}, unless its type says otherwise`],
    ['Lost runners of a step', `${MAX_LOSSES}`],
    ['Steps of the plan in the mission', `${PLAN_KEPT} at a time`],
    [
      'Finished steps in the tracker',
      `the newest ${COMPLETED_STEPS_LEFT + 1} to ${COMPLETED_STEPS_KEPT}; all of them are in the ledger`,
    ],
    ['Lease of a runner', `${LEASE_MS / 1000} seconds`],
    ['Longest pause between tries for which the runner stays', `${STAY_MS / 1000} seconds`],
    ['Webhooks of a user', `${MAX_WEBHOOKS}`],
    ['Percents of a webhook', `${MAX_PERCENTS}`],
    ['Time for an answer', `${SEND_LIMIT_MS / 1000} seconds`],
    ['Tries of a delivery', `${MAX_TRIES}, over a day`],
    ['Deliveries are kept', `${DELIVERY_KEPT_DAYS} days`],
    [
      'Draft of a new mission',
      `one for each user, ${MAX_FORM_DRAFT_BYTES.toLocaleString('en')} bytes as JSON, kept for ${FORM_DRAFT_KEPT_MS / 86_400_000} days`,
    ],
    ['Schedules of a user', `${MAX_SCHEDULES}`],
    ['API keys of a user', `${MAX_API_KEYS} that are not revoked`],
    ['Missed occurrences counted of one outage', MOST_COUNTED.toLocaleString('en')],
  ])('limit as it is: %s', (what, number) => {
    expect(page('limits')).toContain(`<td>${what}</td>\n<td>${number}</td>`);
  });
});

/** The event that each command makes. */
const EVENT_OF: Readonly<Record<Command, MissionEventType>> = {
  edit: 'edited',
  approve: 'approved',
  execute: 'execute_requested',
  pause: 'pause_requested',
  resume: 'resume_requested',
  cancel: 'cancel_requested',
  retry: 'retry_requested',
  answer: 'answered',
  signal: 'signalled',
};

describe('the page on API keys', () => {
  it('names the limits that a deployment comes with', () => {
    const { limits, rates } = readConfig({ GCLOUD_PROJECT: 'prod' });
    const cells = [rates.read, rates.write, limits.perMinute.create, limits.perMinute.start];
    const rows = all(page('keys'), /<td>(\d+)<\/td>\n<td>(?:each|the same)/g);
    expect(rows).toEqual(cells.map(String));
  });
});

describe('the table of the life of a mission', () => {
  it('has a column for each command', () => {
    const heads = command.options.map((name) => `<th>${name}</th>`);
    expect(page('lifecycle')).toContain(heads.join('\n'));
  });

  it.each(MISSION_STATUSES)('says which commands %s takes', (status) => {
    const cells = command.options.map((name) => nextState(IN_STATUS[status](), EVENTS[EVENT_OF[name]], NOW).kind);
    const words = cells.map(
      (kind) => ({ applied: '<td>yes[^<]*</td>', ignored: '<td>no change</td>', refused: '<td>refused</td>' })[kind],
    );
    expect(page('lifecycle')).toMatch(
      new RegExp(`<td><code>${status}</code></td>\\s*<td>\\w+</td>\\s*${words.join('\\s*')}`),
    );
  });
});
