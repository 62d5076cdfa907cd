import { useEffect, useRef } from 'react';
import type { WebhookWithSecret } from '../../../../functions/src/schema/webhook.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** The one time that a secret is shown. In the page and not in a dialog: a click beside that would lose it. */
export function SecretNotice({ made, onDone }: { readonly made: WebhookWithSecret; readonly onDone: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), [made]);
  return (
    <Notice ref={ref} tone="waiting" title="Copy the secret now: it is not shown again.">
      <p className="text-muted wrap-any">For {made.url}</p>
      <div className="mt-2 flex items-center gap-2 rounded-lg border border-line bg-bg pl-3">
        <code data-secret className="min-w-0 flex-1 py-2 font-mono text-[0.8125rem] wrap-any">
          {made.secret}
        </code>
        <CopyButton text={made.secret} label="Copy the secret" />
      </div>
      <p className="mt-2 text-muted">
        {made.old_secret_until === null
          ? 'Your receiver verifies with it that a message is from here.'
          : 'For a day messages are signed with the old one too, so that your receiver can change over at any time.'}{' '}
        <a href="/guide/webhooks#verify-what-you-receive" className="underline">
          How to verify
        </a>
      </p>
      <Button className="mt-3" onClick={onDone}>
        I have copied it
      </Button>
    </Notice>
  );
}
