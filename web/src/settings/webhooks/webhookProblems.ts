import type { FieldProblem } from '../../../../functions/src/core/errors.ts';
import { fieldProblems, fieldWords } from '../../../../functions/src/core/fieldProblems.ts';
import { createWebhookRequest, editWebhookRequest, schemeFault } from '../../../../functions/src/schema/webhook.ts';
import { type WebhookDraft, webhookChange, webhookRequest } from './webhookDraft.ts';

/**
 * Everything that is wrong with the form as far as the page can tell, so that mistakes are reported in one round; the rules
 * are the server's own. An address without TLS is told among others, but holds nothing back by itself: the operator may have
 * exempted its host, which only the server knows.
 */
export function webhookProblems(draft: WebhookDraft, isNew: boolean): FieldProblem[] {
  const words = { error: fieldWords };
  const parsed = isNew
    ? createWebhookRequest.safeParse(webhookRequest(draft), words)
    : editWebhookRequest.safeParse(webhookChange(draft), words);
  if (parsed.error === undefined) return [];
  const found = fieldProblems(parsed.error);
  const address = URL.parse(draft.url.trim());
  const fault = address === null || found.some(({ field }) => field === 'url') ? null : schemeFault(address);
  return fault === null ? found : [{ field: 'url', message: fault }, ...found];
}
