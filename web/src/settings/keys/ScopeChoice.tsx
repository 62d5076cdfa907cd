import type { ApiScope } from '../../../../functions/src/schema/apiKey.ts';
import { KEY_FORM, SCOPE_WORDS } from '../../words/keys.ts';

const CHOICES: readonly ApiScope[] = ['read', 'run', 'admin'];

interface Props {
  readonly value: ApiScope;
  readonly onChange: (scope: ApiScope) => void;
}

/** Each brings along what those above it may do. */
export function ScopeChoice({ value, onChange }: Props) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{KEY_FORM.scope}</legend>
      <div className="panel divide-y divide-line">
        {CHOICES.map((scope) => (
          <div key={scope} className="flex min-h-11 items-start gap-3 px-3 py-2.5">
            <input
              id={`scope-${scope}`}
              type="radio"
              name="key-scope"
              className="mt-0.5 size-5 shrink-0 accent-accent"
              aria-describedby={`scope-${scope}-text`}
              checked={scope === value}
              onChange={() => onChange(scope)}
            />
            <label htmlFor={`scope-${scope}`} className="flex-1 font-medium">
              {SCOPE_WORDS[scope].label}
              <span id={`scope-${scope}-text`} className="block text-sm font-normal text-muted" aria-hidden>
                {SCOPE_WORDS[scope].text}
              </span>
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
