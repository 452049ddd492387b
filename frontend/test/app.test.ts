// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiClient } from '../src/api/client';
import { App } from '../src/app';
import { Navigation } from '../src/navigation';
import { CATALOG, entry, page } from './samples';

/** A server of canned answers; the last one of a path stays. */
class Server {
  readonly asked: string[] = [];
  readonly #answers = new Map<string, (() => Response)[]>();

  on(path: string, ...answers: (() => Response)[]): this {
    this.#answers.set(path, answers);
    return this;
  }

  readonly fetch = (async (path: string) => {
    this.asked.push(path);
    const answers = this.#answers.get(path) ?? [];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer ? answer() : new Response('{}', { status: 404 });
  }) as typeof fetch;
}

const ok = (body: unknown, etag = '"1"') => () => new Response(JSON.stringify(body), { headers: { ETag: etag } });
const refused = (status: number, code: string, headers = {}) => () =>
  new Response(JSON.stringify({ type: `urn:stridelake:problem:${code}`, detail: `${code} detail` }), { status, headers });

const SIGNAL = new AbortController().signal;
const WEEK = '/api/v1/rankings/athletes?period=week';

function appOn(server: Server): App {
  return new App({
    client: new ApiClient(server.fetch, () => 0),
    navigation: new Navigation(window, () => undefined),
    render: () => undefined,
    now: () => 0,
  });
}

describe('the app', () => {
  let server: Server;

  beforeEach(() => {
    window.history.replaceState(null, '', '/?board=athletes&period=week');
    server = new Server().on('/api/v1/rankings', ok(CATALOG));
  });

  it('should keep the last known page and say why when the service restores', async () => {
    const known = page([entry('a', 1, 30)]);
    server.on(WEEK, ok(known), refused(503, 'restoring', { 'Retry-After': '9' }));
    const app = appOn(server);

    await app.ask(SIGNAL);
    const outcome = await app.ask(SIGNAL);

    expect(outcome).toEqual({ type: 'failed', retryAfterMs: 9000 });
    expect(app.model).toMatchObject({ page: known, trouble: { kind: 'unavailable', code: 'restoring' } });
  });

  it('should show what moved between two polls', async () => {
    server.on(WEEK, ok(page([entry('a', 1, 30), entry('b', 2, 20)])), ok(page([entry('b', 1, 40), entry('a', 2, 30)]), '"2"'));
    const app = appOn(server);

    await app.ask(SIGNAL);
    await app.ask(SIGNAL);

    expect(app.model.movements.get('b')).toMatchObject({ ranks: 1, value: 20 });
    expect(app.model.announcement).toContain('B up 1 to rank 1');
  });

  it('should name the bad parameter and stop asking', async () => {
    server.on(WEEK, () => new Response(JSON.stringify({ type: 'urn:stridelake:problem:bad-parameter', detail: 'period: no' }), { status: 400 }));
    const app = appOn(server);

    expect(await app.ask(SIGNAL)).toEqual({ type: 'settled' });
    expect(app.model.trouble).toEqual({ kind: 'bad-address', parameter: 'period', detail: 'period: no' });
  });

  it('should go back to the first page with a note when the cursor is stale', async () => {
    const first = page([entry('a', 1, 30)], { next: 'c2' });
    server.on(WEEK, ok(first)).on(`${WEEK}&cursor=c2`, refused(410, 'stale-cursor'));
    const app = appOn(server);
    await app.ask(SIGNAL);

    app.turn('c2');
    await app.ask(SIGNAL);

    expect(app.model).toMatchObject({ cursor: null, page: first, note: 'stale-cursor', trouble: null });
    expect(window.history.state).toMatchObject({ cursor: null });
  });

  it('should keep a later page as it is and say when the standings moved on', async () => {
    const second = page([entry('z', 51, 1)], { previous: 'c1' });
    server.on(WEEK, ok(page([entry('a', 1, 30)], { next: 'c2' })), ok(page([entry('a', 1, 31)], { next: 'c3' }), '"2"'));
    server.on(`${WEEK}&cursor=c2`, ok(second));
    const app = appOn(server);
    await app.ask(SIGNAL);

    app.turn('c2');
    await app.ask(SIGNAL);
    const note = app.model.note;
    await app.ask(SIGNAL);

    expect(note).toBeNull();
    expect(app.model).toMatchObject({ page: second, note: 'newer' });
    expect(server.asked.filter((path) => path.endsWith('cursor=c2'))).toHaveLength(1);
  });

  it('should drop the place in the ranking when a filter changes, and keep it when a member opens', async () => {
    server.on(WEEK, ok(page([entry('a', 1, 30)], { next: 'c2' }))).on(`${WEEK}&cursor=c2`, ok(page([entry('z', 51, 1)])));
    const app = appOn(server);
    app.turn('c2');

    app.go({ ...app.model.address, member: 'z' });
    const withMember = app.model.cursor;
    app.go({ ...app.model.address, sport: 'Run' });

    expect(withMember).toBe('c2');
    expect(app.model.cursor).toBeNull();
    expect(window.location.search).toBe('?board=athletes&period=week&sport=Run&member=z');
  });

  it('should not offer rules that cannot be read, and ask for them once', async () => {
    server.on(WEEK, ok(page([])));
    const app = appOn(server);

    await app.ask(SIGNAL);
    await app.ask(SIGNAL);

    expect(app.model.rulesPath).toBeNull();
    expect(server.asked.filter((path) => path === '/api/v1/rules')).toHaveLength(1);
  });

  it('should start from a board that exists when the address names none', async () => {
    window.history.replaceState(null, '', '/');
    const others = { ...CATALOG, boards: CATALOG.boards.slice(3) };
    server.on('/api/v1/rankings', ok(others)).on('/api/v1/rankings/ten-thousand-km?period=all', ok(page([entry('a', 1, 1)])));
    const app = appOn(server);

    await app.ask(SIGNAL);

    expect(app.model.address).toMatchObject({ board: 'ten-thousand-km', period: 'all' });
    expect(app.model.page?.entries).toHaveLength(1);
  });

  it('should tell the rules changed instead of moving everybody', async () => {
    server.on(WEEK, ok(page([entry('a', 1, 30)])), ok(page([entry('a', 9, 3)], { generation: 2 }), '"2"'));
    const app = appOn(server);

    await app.ask(SIGNAL);
    await app.ask(SIGNAL);

    expect(app.model).toMatchObject({ note: 'recalculated', announcement: '' });
    expect(app.model.movements.size).toBe(0);
  });
});
