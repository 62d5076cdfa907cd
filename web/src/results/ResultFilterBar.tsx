import { Search } from 'lucide-react';
import { navigate } from 'wouter/use-browser-location';
import { INPUT } from '../ui/Field.tsx';
import { FILTER_MEANINGS, OUTCOME_WORDS, RESULTS_PAGE, SINCE_WORDS } from '../words/results.ts';
import type { Finished } from './resultFacts.ts';
import { choicesOf, OUTCOMES, type ResultFilter, resultsHref, SINCE } from './resultFilter.ts';

interface Props {
  readonly filter: ResultFilter;
  /** Those that are loaded: their types and tags are what there is to choose from. */
  readonly missions: readonly Finished[];
}

export function ResultFilterBar({ filter, missions }: Props) {
  const go = (change: Partial<ResultFilter>) => navigate(resultsHref({ ...filter, ...change }), { replace: true });
  return (
    <search className="mb-6 flex flex-wrap gap-3">
      <label className="flex min-h-11 w-full items-center gap-2 rounded-lg border border-border-ui px-3 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus sm:w-auto sm:flex-1 md:min-h-10 lg:max-w-md">
        <Search className="size-4 shrink-0 text-muted" aria-hidden />
        <span className="sr-only">{RESULTS_PAGE.search}</span>
        <input
          type="search"
          value={filter.search}
          maxLength={200}
          placeholder={RESULTS_PAGE.search_placeholder}
          onChange={(event) => go({ search: event.target.value })}
          className="min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-muted"
        />
      </label>
      <Choices filter={filter} missions={missions} go={go} />
    </search>
  );
}

interface ChoicesProps extends Props {
  readonly go: (change: Partial<ResultFilter>) => void;
}

/** Of types and tags there are those that are loaded; when and how it ended can always be asked. */
function Choices({ filter, missions, go }: ChoicesProps) {
  const types = choicesOf(
    missions.map((mission) => mission.type),
    filter.type,
  );
  const tags = choicesOf(
    missions.flatMap((mission) => mission.tags),
    filter.tag,
  );
  return (
    <>
      {types.length > 1 && (
        <Choice
          label={RESULTS_PAGE.type}
          meaning={FILTER_MEANINGS.type}
          any={RESULTS_PAGE.any_type}
          choices={types}
          value={filter.type}
          onChange={(type) => go({ type })}
        />
      )}
      {tags.length > 0 && (
        <Choice
          label={RESULTS_PAGE.tag}
          meaning={FILTER_MEANINGS.tag}
          any={RESULTS_PAGE.any_tag}
          choices={tags}
          value={filter.tag}
          onChange={(tag) => go({ tag })}
        />
      )}
      <Choice
        label={RESULTS_PAGE.since}
        meaning={FILTER_MEANINGS.since}
        any={SINCE_WORDS['']}
        choices={SINCE.filter((since) => since !== '')}
        textOf={(since) => SINCE_WORDS[since]}
        value={filter.since}
        onChange={(since) => go({ since })}
      />
      <Choice
        label={RESULTS_PAGE.outcome}
        meaning={FILTER_MEANINGS.outcome}
        any={OUTCOME_WORDS['']}
        choices={OUTCOMES.filter((outcome) => outcome !== '')}
        textOf={(outcome) => OUTCOME_WORDS[outcome]}
        value={filter.outcome}
        onChange={(outcome) => go({ outcome })}
      />
    </>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly meaning: string;
  readonly any: string;
  readonly choices: readonly V[];
  readonly textOf?: (choice: V) => string;
  readonly value: V;
  readonly onChange: (value: V | '') => void;
}

function Choice<V extends string>({ label, meaning, any, choices, textOf, value, onChange }: ChoiceProps<V>) {
  return (
    <select
      aria-label={label}
      title={meaning}
      className={`${INPUT} w-auto! min-w-0 max-w-full flex-1 basis-[calc(50%-0.375rem)] text-sm sm:flex-none sm:basis-auto`}
      value={value}
      onChange={(event) => onChange(choices.find((choice) => choice === event.target.value) ?? '')}
    >
      {/* Says over the choices what they are about: the select itself shows only the one that is chosen. */}
      <optgroup label={label}>
        <option value="">{any}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {textOf?.(choice) ?? choice}
          </option>
        ))}
      </optgroup>
    </select>
  );
}
