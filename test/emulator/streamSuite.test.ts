import { describe, expect, it } from 'vitest';
import { eventList } from '../../functions/src/schema/api.ts';
import { startMission, tell } from '../support/api.ts';
import { call, newUser, ORIGINS } from '../support/http.ts';
import { entriesOf, openStream } from '../support/streamReader.ts';

/** Hosting on the suite streams too, as production's does not: only the function's own address is promised. */
describe('a stream of the product as it runs', () => {
  it('arrives as it happens, on the function’s own address', async () => {
    const user = await newUser();
    // Nobody reports its steps, so it stays as it is.
    const external = { steps: [{ name: 'fetch' }, { name: 'build' }] };
    const { mission_id: id } = await startMission(user, { objective: 'Build the site', type: 'external', external });
    const reader = await openStream(ORIGINS.function, id, { token: user.token });
    expect(reader.status).toBe(200);
    expect(reader.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    // It has arrived before there is an end that could have been waited for.
    const progress = await reader.event(({ event }) => event === 'progress');
    expect(progress.data).toMatchObject({ mission_id: id, status: 'queued' });
    await tell(user, id, 'cancel');
    const end = await reader.event(({ event }) => event === 'end');
    expect(end.data).toMatchObject({ status: 'cancelled' });
    expect(await reader.closed).toEqual({ isWhole: true });

    const stored = await call('GET', `/missions/${id}/events`, { token: user.token });
    expect(entriesOf(reader.parsed().events)).toEqual(eventList.parse(stored.json).events);
    const again = await openStream(ORIGINS.function, id, { token: user.token, lastEventId: end.id ?? '' });
    expect(again.status).toBe(204);
  });

  it('is refused before it begins without a token of its owner', async () => {
    const [user, other] = [await newUser(), await newUser()];
    const external = { steps: [{ name: 'fetch' }] };
    const { mission_id: id } = await startMission(user, { objective: 'Build the site', type: 'external', external });
    expect((await openStream(ORIGINS.function, id, { token: other.token })).status).toBe(404);
    expect((await openStream(ORIGINS.function, id, { token: 'nobody' })).status).toBe(401);
    await tell(user, id, 'cancel');
  });
});
