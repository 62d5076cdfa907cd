import { TokenField } from '../ui/TokenField.tsx';
import { FORM_FIELDS } from '../words/missionForm.ts';
import { withDomains } from './splitDomains.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly domains: readonly string[];
  readonly problem: string | undefined;
  readonly onChange: (domains: readonly string[]) => void;
  readonly typed: string;
  readonly onType: (text: string) => void;
}

/** Domains as tokens, each cut down to its host. */
export function DomainsField({ domains, ...rest }: Props) {
  return (
    <TokenField
      {...rest}
      tokens={domains}
      add={withDomains}
      hint={FORM_FIELDS.domains_hint}
      placeholder={FORM_FIELDS.domains_example}
      removeLabel={FORM_FIELDS.remove}
      isAddress
    />
  );
}
