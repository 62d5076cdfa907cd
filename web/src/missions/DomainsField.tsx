import { X } from 'lucide-react';
import type { ClipboardEvent, FocusEvent, KeyboardEvent } from 'react';
import { describedBy, Field } from '../ui/Field.tsx';
import { withDomains } from './splitDomains.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly domains: readonly string[];
  readonly problem: string | undefined;
  readonly onChange: (domains: readonly string[]) => void;
  /** What was typed and is no tag yet. The form has it, for it counts when the form is sent. */
  readonly typed: string;
  readonly onType: (text: string) => void;
}

/** Domains as tags. Enter, comma, space or the next field makes a tag of what was typed; a pasted list, several. */
export function DomainsField({ id, label, domains, problem, onChange, typed, onType }: Props) {
  const add = (text: string): void => {
    onChange(withDomains(domains, text));
    onType('');
  };
  const hear = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Backspace' && typed === '') onChange(domains.slice(0, -1));
    // Enter in an empty field is the form's: it submits, as everywhere.
    if (typed.trim() === '' || ![',', ' ', 'Enter'].includes(event.key)) return;
    event.preventDefault();
    add(typed);
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const text = event.clipboardData.getData('text');
    if (!/[\s,]/.test(text.trim())) return;
    event.preventDefault();
    add(`${typed} ${text}`);
  };
  const leave = (event: FocusEvent<HTMLInputElement>): void => {
    // Not for a button: the new tag would move it away between press and release, and the click would be lost.
    const next = event.relatedTarget;
    const isField = next instanceof HTMLInputElement || next instanceof HTMLTextAreaElement;
    if (isField && typed.trim() !== '') add(typed);
  };
  const hint = 'A domain allows its subdomains too: python.org allows docs.python.org. Nothing outside is ever read.';
  return (
    <Field id={id} label={label} problem={problem} hint={hint}>
      <div
        data-invalid={problem !== undefined || undefined}
        className="flex min-h-11 w-full flex-wrap items-center gap-1.5 rounded-lg border border-border-ui px-2 py-1.5 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus data-invalid:border-2 data-invalid:border-failed md:min-h-10"
      >
        {domains.map((domain) => (
          <Tag key={domain} domain={domain} onRemove={() => onChange(domains.filter((other) => other !== domain))} />
        ))}
        <input
          {...describedBy(id, problem)}
          value={typed}
          placeholder={domains.length === 0 ? 'python.org' : ''}
          inputMode="url"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={hear}
          onPaste={paste}
          onBlur={leave}
          className="min-h-8 min-w-32 flex-1 bg-transparent px-1 outline-none placeholder:text-muted"
        />
      </div>
    </Field>
  );
}

function Tag({ domain, onRemove }: { readonly domain: string; readonly onRemove: () => void }) {
  return (
    <span className="inline-flex max-w-full items-center rounded-md bg-surface pl-2.5 font-mono text-sm">
      <span className="min-w-0 py-1 wrap-any">{domain}</span>
      <button
        type="button"
        aria-label={`Remove ${domain}`}
        onClick={onRemove}
        className="grid size-8 shrink-0 place-items-center rounded-md text-muted hover:text-text max-md:size-11"
      >
        <X className="size-4" aria-hidden />
      </button>
    </span>
  );
}
