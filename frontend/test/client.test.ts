import { describe, expect, it } from 'vitest';
import { ApiClient, retryAfter } from '../src/api/client';

const SIGNAL = new AbortController().signal;

function clientOf(...answers: (Response | Error)[]): { client: ApiClient; sent: Headers[] } {
  const sent: Headers[] = [];
  const fake = async (_: unknown, init?: RequestInit): Promise<Response> => {
    sent.push(new Headers(init?.headers));
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer ?? new Error('no more answers');
  };
  return { client: new ApiClient(fake as typeof fetch, () => 0), sent };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { status, headers });

describe('the client', () => {
  it('should send the tag it was given and keep the body on a 304', async () => {
    const { client, sent } = clientOf(json({ n: 1 }, 200, { ETag: '"a"' }), new Response(null, { status: 304 }));

    const first = await client.get<{ n: number }>('/x', SIGNAL);
    const second = await client.get<{ n: number }>('/x', SIGNAL);

    expect(sent.map((headers) => headers.get('If-None-Match'))).toEqual([null, '"a"']);
    expect(first).toEqual({ kind: 'fresh', body: { n: 1 }, stale: false });
    expect(second.kind).toBe('same');
    expect(second.kind === 'same' && first.kind === 'fresh' && second.body === first.body).toBe(true);
  });

  it('should tell that copies answered, also on a 304', async () => {
    const stale = { ETag: '"a"', 'Stridelake-Stale': 'partitions=2, lag=0' };
    const { client } = clientOf(json({}, 200, stale), new Response(null, { status: 304, headers: stale }), new Response(null, { status: 304 }));

    const answers = [await client.get('/x', SIGNAL), await client.get('/x', SIGNAL), await client.get('/x', SIGNAL)];

    expect(answers.map((answer) => 'stale' in answer && answer.stale)).toEqual([true, true, false]);
  });

  it('should keep tags of different addresses apart', async () => {
    const { client, sent } = clientOf(json({}, 200, { ETag: '"a"' }), json({}));

    await client.get('/x', SIGNAL);
    await client.get('/y', SIGNAL);

    expect(sent[1]?.get('If-None-Match')).toBeNull();
  });

  it('should read a problem with its code and Retry-After, and keep the last known body', async () => {
    const problem = json({ type: 'urn:stridelake:problem:restoring', detail: 'soon' }, 503, { 'Retry-After': '7' });
    const { client } = clientOf(json({ n: 1 }), problem);

    await client.get('/x', SIGNAL);
    const answer = await client.get('/x', SIGNAL);

    expect(answer).toMatchObject({ kind: 'problem', status: 503, code: 'restoring', retryAfterMs: 7000, problem: { detail: 'soon' } });
    expect(client.peek('/x')).toEqual({ n: 1 });
  });

  it('should cope with an error page that is not JSON', async () => {
    const { client } = clientOf(new Response('<h1>Bad gateway</h1>', { status: 502 }));

    expect(await client.get('/x', SIGNAL)).toMatchObject({ kind: 'problem', status: 502, code: '' });
  });

  it('should tell an interrupted connection from a request it gave up itself', async () => {
    const gone = new AbortController();
    gone.abort();
    const { client } = clientOf(new TypeError('failed'), new TypeError('aborted'));

    expect((await client.get('/x', SIGNAL)).kind).toBe('unreachable');
    expect((await client.get('/x', gone.signal)).kind).toBe('aborted');
  });

  it('should forget the addresses asked longest ago', async () => {
    const { client } = clientOf(...Array.from({ length: 41 }, (_, n) => json({ n })));

    for (let n = 0; n <= 40; n++) await client.get(`/${n}`, SIGNAL);

    expect(client.peek('/0')).toBeNull();
    expect(client.peek('/40')).toEqual({ n: 40 });
  });
});

describe('Retry-After', () => {
  it.each([
    [null, null],
    ['12', 12_000],
    ['Thu, 01 Jan 1970 00:01:00 GMT', 50_000],
    ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
    ['soon', null],
  ])('should read %s', (header, expected) => {
    expect(retryAfter(header, 10_000)).toBe(expected);
  });
});
