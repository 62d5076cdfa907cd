const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 20;

/**
 * A new random mission id. Drawn here and not by the server, so that a creation that is sent twice (a lost answer, a
 * second press) is the same mission.
 */
export function newMissionId(): string {
  // 32 letters: five bits of each byte, none of them likelier than another.
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}
