import { useEffect, useRef } from 'react';
import type { WebhookWithSecret } from '../../../../functions/src/schema/webhook.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SECRET } from '../../words/webhooks.ts';

/** The one time that a secret is shown. In the page and not in a dialog: a click beside that would lose it. */
export function SecretNotice({ made, onDone }: { readonly made: WebhookWithSecret; readonly onDone: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), [made]);
  return (
    <Notice ref={ref} tone="waiting" title={SECRET.title}>
      <p className="text-muted wrap-any">{SECRET.for(made.url)}</p>
      <div className="mt-2 flex items-center gap-2 rounded-lg border border-line bg-bg pl-3">
        <code data-secret className="min-w-0 flex-1 py-2 font-mono text-[0.8125rem] wrap-any">
          {made.secret}
        </code>
        <CopyButton text={made.secret} label={SECRET.copy} />
      </div>
      <p className="mt-2 text-muted">
        {made.old_secret_until === null ? SECRET.first : SECRET.renewed}{' '}
        <a href="/guide/webhooks#verify-what-you-receive" className="underline">
          {SECRET.how}
        </a>
      </p>
      <Button className="mt-3" onClick={onDone}>
        {SECRET.done}
      </Button>
    </Notice>
  );
}
