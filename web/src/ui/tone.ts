/** A meaning that has a colour. Set as `data-tone`; app.css gives it the colour, and `text-tone` and the like use it. */
export type Tone = 'queued' | 'running' | 'waiting' | 'paused' | 'succeeded' | 'failed' | 'cancelled';
