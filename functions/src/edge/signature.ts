import { Webhook } from 'standardwebhooks';
import type { Random } from './chance.ts';

const SECRET_BYTES = 32;

/** A new secret, as the Standard Webhooks scheme writes it: `whsec_` and 32 random bytes in Base64. */
export function newSecret(random: Random): string {
  const bytes = Uint8Array.from({ length: SECRET_BYTES }, () => random(256));
  return `whsec_${Buffer.from(bytes).toString('base64')}`;
}

/** What is signed: the id, the moment of sending to the second, and the body to the byte. */
interface Signed {
  readonly id: string;
  readonly atMs: number;
  readonly body: string;
}

/**
 * The headers that prove to the receiver who sends, by https://www.standardwebhooks.com. One signature for each of
 * `secrets`: while its owner changes over, the receiver may know the old or the new one.
 */
export function signedHeaders({ id, atMs, body }: Signed, secrets: readonly string[]): Record<string, string> {
  const at = new Date(atMs);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(atMs / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
