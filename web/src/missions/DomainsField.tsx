import { TokenField } from '../ui/TokenField.tsx';
import { FORM_FIELDS } from '../words/missionForm.ts';
import { refusedDomains, type TypedDomains, withDomains } from './splitDomains.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly domains: readonly string[];
  readonly problem: string | undefined;
  readonly onChange: (domains: readonly string[]) => void;
  readonly typed: TypedDomains;
  readonly onType: (typed: TypedDomains) => void;
  readonly hint?: string;
}

/** Domains as tokens, each cut down to its host; what is none stays as it was typed, and the field says what of it. */
export function DomainsField({ domains, problem, typed, onType, onChange, hint, ...rest }: Props) {
  const take = (text: string): boolean => {
    const taken = withDomains(domains, text);
    onChange(taken.domains);
    onType(taken.typed);
    return !taken.typed.isRefused;
  };
  return (
    <TokenField
      {...rest}
      tokens={domains}
      problem={problem ?? refusedDomains(typed) ?? undefined}
      typed={typed.text}
      take={take}
      onChange={onChange}
      onType={(text) => onType({ text, isRefused: false })}
      hint={hint ?? FORM_FIELDS.domains_hint}
      placeholder={FORM_FIELDS.domains_example}
      removeLabel={FORM_FIELDS.remove}
      isAddress
    />
  );
}
