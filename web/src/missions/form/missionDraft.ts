import { EXTERNAL_TYPE } from '../../../../functions/src/schema/external.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import type { EditMissionRequest } from '../../../../functions/src/schema/requests.ts';
import { toEpochMs } from '../../../../functions/src/schema/time.ts';
import type { NewMission } from '../../api.ts';
import { isRecord, readStored, writeStored } from '../../storage.ts';
import { type Draft, draftOf, EMPTY_DRAFT, numberOf, requestOf, storedDraft, typedText } from '../draft.ts';
import { isReport } from '../reportType.ts';
import {
  EMPTY_REPORT,
  isSameReport,
  type ReportDraft,
  reportDraftOf,
  reportInputOf,
  storedReport,
} from './reportDraft.ts';

/** The whole form as it stands, text as typed: what is asked for, when, and how it is found. */
export interface MissionDraft extends Draft, ReportDraft {
  readonly type: string;
  /** As the browser's field has it: local time without a zone, or empty. */
  readonly notBefore: string;
  readonly priority: string;
  readonly tags: readonly string[];
  /** Of a mission whose steps run elsewhere: one on each line. */
  readonly steps: string;
  readonly isGrowing: boolean;
  readonly stalledAfter: string;
  readonly failedAfter: string;
}

export const RESEARCH_TYPE = 'research';

export const EMPTY_MISSION: MissionDraft = {
  ...EMPTY_DRAFT,
  ...EMPTY_REPORT,
  type: RESEARCH_TYPE,
  notBefore: '',
  priority: '0',
  tags: [],
  steps: '',
  isGrowing: false,
  stalledAfter: '1',
  failedAfter: '10',
};

const keyOf = (uid: string) => `ui.draft:${uid}`;

/** The draft that was left behind, or an empty one. */
export function readDraft(uid: string): MissionDraft {
  return draftFrom(readStored(keyOf(uid)));
}

/** What of a stored form can be read: an older page may have written it, or a newer one. */
export function draftFrom(stored: unknown): MissionDraft {
  if (!isRecord(stored)) return EMPTY_MISSION;
  const text = (name: keyof MissionDraft, fallback: string) => {
    const value = stored[name];
    return typeof value === 'string' ? value : fallback;
  };
  return {
    ...storedDraft(stored),
    ...storedReport(stored),
    type: text('type', EMPTY_MISSION.type),
    notBefore: text('notBefore', ''),
    priority: text('priority', EMPTY_MISSION.priority),
    tags: Array.isArray(stored.tags) ? stored.tags.filter((each) => typeof each === 'string') : [],
    steps: text('steps', ''),
    isGrowing: stored.isGrowing === true,
    stalledAfter: text('stalledAfter', EMPTY_MISSION.stalledAfter),
    failedAfter: text('failedAfter', EMPTY_MISSION.failedAfter),
  };
}

export function writeDraft(uid: string, draft: MissionDraft | null): void {
  writeStored(keyOf(uid), draft);
}

/** What stands in the fields of tokens and is none yet: a domain that nobody has entered is written all the same. */
export interface TypedTexts {
  readonly domains: string;
  readonly tags: string;
}

export const NO_TEXTS: TypedTexts = { domains: '', tags: '' };

const typedKeyOf = (uid: string) => `ui.draft-typed:${uid}`;

export function readTyped(uid: string): TypedTexts {
  return typedFrom(readStored(typedKeyOf(uid)));
}

export function typedFrom(stored: unknown): TypedTexts {
  if (!isRecord(stored)) return NO_TEXTS;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { domains: text(stored.domains), tags: text(stored.tags) };
}

export function writeTyped(uid: string, typed: TypedTexts): void {
  writeStored(typedKeyOf(uid), typed.domains === '' && typed.tags === '' ? null : typed);
}

export function isSame(one: MissionDraft, other: MissionDraft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function isExternal({ type }: Pick<MissionDraft, 'type'>): boolean {
  return type === EXTERNAL_TYPE;
}

/** What of a mission a form can take. */
export type DraftSource = Pick<
  Mission,
  'objective' | 'scope' | 'budget' | 'type' | 'priority' | 'not_before' | 'tags' | 'external' | 'plan'
>;

/**
 * A mission as a draft: to be edited, or to make another one like it. `input` is what it was asked beside its objective.
 * The weights of its steps are not carried over.
 */
export function missionDraftOf(mission: DraftSource, input?: unknown): MissionDraft {
  const { external } = mission;
  const watched =
    external === null
      ? {}
      : {
          steps: external.is_growing ? '' : mission.plan.map((step) => step.step_name).join('\n'),
          isGrowing: external.is_growing,
          stalledAfter: typedText(external.stalled_after_seconds / 60),
          failedAfter: typedText(external.failed_after_seconds / 60),
        };
  return {
    ...EMPTY_MISSION,
    ...draftOf(mission),
    ...(isReport(mission) ? reportDraftOf(input) : {}),
    type: mission.type,
    notBefore: mission.not_before === null ? '' : localMoment(toEpochMs(mission.not_before)),
    priority: String(mission.priority),
    tags: mission.tags,
    ...watched,
  };
}

/** The same for another mission: a moment that is over is none. */
export function duplicateOf(mission: DraftSource, now: number, input?: unknown): MissionDraft {
  const isPast = mission.not_before !== null && toEpochMs(mission.not_before) <= now;
  return { ...missionDraftOf(mission, input), ...(isPast ? { notBefore: '' } : {}) };
}

/** As `datetime-local` fields have it. */
export function localMoment(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that was chosen; null where none was, NaN for what is no moment. */
export function momentOf({ notBefore }: Pick<MissionDraft, 'notBefore'>): number | null {
  return notBefore === '' ? null : new Date(notBefore).getTime();
}

export function stepNames({ steps }: Pick<MissionDraft, 'steps'>): string[] {
  return steps
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** What the API gets for a new mission, what has its default left out. What is no number becomes NaN, which no schema takes. */
export function createRequestOf(draft: MissionDraft): Omit<NewMission, 'mission_id'> {
  const { objective, scope, budget } = requestOf(draft);
  const moment = momentOf(draft);
  const more = {
    ...(numberOf(draft.priority) === 0 ? {} : { priority: numberOf(draft.priority) }),
    ...(moment === null ? {} : { not_before: instantText(moment) }),
    ...(draft.tags.length === 0 ? {} : { tags: [...draft.tags] }),
  };
  if (isExternal(draft)) return { objective, type: draft.type, external: externalRequestOf(draft), ...more };
  if (isReport(draft)) {
    // Without domains nothing is searched.
    const where = scope.allowed_domains.length === 0 ? {} : { scope };
    return { objective, type: draft.type, ...where, budget, input: reportInputOf(draft), ...more };
  }
  return { objective, scope, budget, ...(draft.type === RESEARCH_TYPE ? {} : { type: draft.type }), ...more };
}

function externalRequestOf(draft: MissionDraft) {
  return {
    steps: stepNames(draft).map((name) => ({ name, weight: 1 })),
    is_growing: draft.isGrowing,
    stalled_after_seconds: Math.round(numberOf(draft.stalledAfter) * 60),
    failed_after_seconds: Math.round(numberOf(draft.failedAfter) * 60),
  };
}

/** An instant for the API; what is no moment stays as it is, for the schema to refuse. */
function instantText(at: number): string {
  return Number.isNaN(at) ? '' : new Date(at).toISOString();
}

/** What an edit sends: of what is asked only what differs from `base`. Null when nothing does. */
export function editRequestOf(base: MissionDraft, draft: MissionDraft): EditMissionRequest | null {
  const asked = requestOf(draft);
  const isChanged = (field: keyof MissionDraft) => JSON.stringify(draft[field]) !== JSON.stringify(base[field]);
  const moment = momentOf(draft);
  const budget = {
    ...(isChanged('maxPages') ? { max_pages: asked.budget.max_pages } : {}),
    ...(isChanged('maxMinutes') ? { max_seconds: asked.budget.max_seconds } : {}),
    ...(isChanged('maxMegabytes') ? { max_bytes: asked.budget.max_bytes } : {}),
    ...(isChanged('maxCost') ? { max_cost_usd: asked.budget.max_cost_usd } : {}),
  };
  const body = {
    ...(isChanged('objective') ? { objective: asked.objective } : {}),
    ...(isChanged('domains') ? { scope: asked.scope } : {}),
    ...(Object.keys(budget).length > 0 ? { budget } : {}),
    ...(isReport(draft) && !isSameReport(base, draft) ? { input: reportInputOf(draft) } : {}),
    ...(isChanged('priority') ? { priority: numberOf(draft.priority) } : {}),
    ...(isChanged('notBefore') ? { not_before: moment === null ? null : instantText(moment) } : {}),
    ...(isChanged('tags') ? { tags: [...draft.tags] } : {}),
  };
  return Object.keys(body).length === 0 ? null : body;
}
