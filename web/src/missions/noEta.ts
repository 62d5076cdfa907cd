import type { EtaView } from './etaText.ts';

/** Where there is none. Apart from the words of estimates, which the first paint does without. */
export const NO_ETA: EtaView = { text: '', remark: '', spoken: '', isTimeLeft: false };
