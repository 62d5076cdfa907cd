/** Fields of API keys. */
export const KEY_FIELDS = {
  key_id: 'The key’s public name, in lists, logs and addresses. It opens nothing.',
  'CreateKeyRequest.name': 'What the key is for, to tell it from your others.',
  'CreateKeyRequest.scopes': 'What it may do: `read`, `run`, `admin`. A higher one brings those below it.',
  'CreateKeyRequest.expires_at': 'From when on it is refused; null for never.',
  'CreateKeyAnswer.key': 'The key itself. It stands in this answer and nowhere else, so put it where it is used now.',
  'CreateKeyAnswer.name': 'What the key is for.',
  'Key.name': 'What the key is for.',
  ends_with: 'The last characters of the key, to know it by.',
  scopes: 'All that it may do.',
  created_by: 'The `key_id` of the key that made it; null if you did in person.',
  expires_at: 'From when on it is refused; null for never.',
  last_used_at: 'When it was last used, up to an hour behind; null if never.',
  revoked_at: 'When it was revoked; null while it is not.',
  'ListKeysAnswer.keys': 'Those that are not revoked, newest first, then those revoked in the last 30 days.',
} as const;
