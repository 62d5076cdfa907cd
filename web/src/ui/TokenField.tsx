import { X } from 'lucide-react';
import type { ClipboardEvent, FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { describedBy, Field } from './Field.tsx';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly problem: string | undefined;
  readonly tokens: readonly string[];
  /** Makes tokens of a text that was typed or pasted; false where some of it is none, and stays in the field. */
  readonly take: (text: string) => boolean;
  readonly onChange: (tokens: readonly string[]) => void;
  /** What was typed and is no token yet. The form has it, for it counts when the form is sent. */
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly removeLabel: (token: string) => string;
  readonly isAddress?: boolean;
  readonly children?: ReactNode;
}

/** Several short texts in one field. Enter, comma, space or the next field makes a token of what was typed; a pasted list, several. */
export function TokenField(props: Props) {
  const { id, label, hint, placeholder, problem, tokens, onChange, typed, onType, removeLabel, children } = props;
  const { hear, paste, leave } = useTokens(props);
  return (
    <Field id={id} label={label} problem={problem} hint={hint}>
      <div
        data-invalid={problem !== undefined || undefined}
        className="flex min-h-11 w-full flex-wrap items-center gap-1.5 rounded-lg border border-border-ui px-2 py-1.5 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus data-invalid:border-2 data-invalid:border-failed md:min-h-10"
      >
        {tokens.map((token) => (
          <Token
            key={token}
            token={token}
            removeLabel={removeLabel(token)}
            onRemove={() => onChange(tokens.filter((other) => other !== token))}
          />
        ))}
        <input
          {...describedBy(id, problem)}
          value={typed}
          placeholder={tokens.length === 0 ? placeholder : ''}
          inputMode={props.isAddress === true ? 'url' : 'text'}
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
      {children}
    </Field>
  );
}

function useTokens({ tokens, take, onChange, typed }: Props) {
  const hear = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Backspace' && typed === '') onChange(tokens.slice(0, -1));
    // With Ctrl or ⌘ it is the form's.
    if (event.ctrlKey || event.metaKey) return;
    // One press too many of Enter sends nothing and leads nowhere.
    if (event.key === 'Enter') event.preventDefault();
    if (typed.trim() === '' || ![',', ' ', 'Enter'].includes(event.key)) return;
    // What is no token yet goes on with what was typed, its comma or space included.
    if (take(typed)) event.preventDefault();
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const text = event.clipboardData.getData('text');
    if (!/[\s,]/.test(text.trim())) return;
    event.preventDefault();
    take(`${typed} ${text}`);
  };
  const leave = (event: FocusEvent<HTMLInputElement>): void => {
    // Not for a button: the new token would move it away between press and release, and the click would be lost.
    const next = event.relatedTarget;
    const isField = next instanceof HTMLInputElement || next instanceof HTMLTextAreaElement;
    if (isField && typed.trim() !== '') take(typed);
  };
  return { hear, paste, leave };
}

interface TokenProps {
  readonly token: string;
  readonly removeLabel: string;
  readonly onRemove: () => void;
}

function Token({ token, removeLabel, onRemove }: TokenProps) {
  return (
    <span className="inline-flex max-w-full items-center rounded-md bg-surface pl-2.5 font-mono text-sm">
      <span className="min-w-0 py-1 wrap-any">{token}</span>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="grid size-8 shrink-0 place-items-center rounded-md text-muted hover:text-text max-md:size-11"
      >
        <X className="size-4" aria-hidden />
      </button>
    </span>
  );
}
