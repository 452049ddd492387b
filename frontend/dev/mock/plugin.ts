import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import { Refused, catalog, ranked, totals, type Query } from './answers.ts';
import { Company } from './company.ts';

const SNAPSHOT_MS = 120_000;
const TICK_MS = 1_500;

/** `live`; `restoring` and `kafka-unavailable` answer 503; `empty` knows no activity; `down` drops connections; `slow` takes 3 s. */
type Mode = 'live' | 'restoring' | 'kafka-unavailable' | 'empty' | 'down' | 'slow';

interface Snapshot {
  readonly filters: string;
  readonly page: ReturnType<typeof ranked>;
  readonly until: number;
}

/**
 * The ranking API for `npm run dev` and `npm run preview`, made up in memory. Its behaviour is
 * switched by `POST /mock?mode=…` (see Mode), `POST /mock?promote` and `POST /mock?freeze`.
 */
export function mockApi(): Plugin {
  const mock = new Mock();
  const install = (server: { middlewares: Connect.Server; httpServer: { on(event: 'close', run: () => void): unknown } | null }): void => {
    server.middlewares.use((request, response, next) => mock.handle(request, response, next));
    const timer = setInterval(() => mock.tick(), TICK_MS);
    timer.unref();
    server.httpServer?.on('close', () => clearInterval(timer));
  };
  return { name: 'stridelake-mock-api', configureServer: install, configurePreviewServer: install };
}

class Mock {
  readonly #company = new Company('2026-11-23');
  readonly #nobody = new Company('2026-11-23', 0);
  readonly #snapshots = new Map<string, Snapshot>();
  #mode: Mode = 'live';
  #generation = 1;
  #frozen = false;

  tick(): void {
    if (!this.#frozen) this.#company.tick();
  }

  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    const url = new URL(request.url ?? '/', 'http://mock');
    if (url.pathname === '/mock') return this.#control(url, response);
    if (!url.pathname.startsWith('/api/v1/')) return next();
    if (this.#mode === 'down') return void request.socket.destroy();
    setTimeout(() => this.#answer(url, request, response), this.#mode === 'slow' ? 3_000 : 25);
  }

  #control(url: URL, response: ServerResponse): void {
    const mode = url.searchParams.get('mode');
    if (mode) this.#mode = mode as Mode;
    if (url.searchParams.has('promote')) {
      this.#generation++;
      this.#snapshots.clear();
    }
    if (url.searchParams.has('forget')) this.#snapshots.clear();
    if (url.searchParams.has('freeze')) this.#frozen = !this.#frozen;
    for (let i = Number(url.searchParams.get('ticks') ?? 0); i > 0; i--) this.#company.tick();
    response.end('ok\n');
  }

  #answer(url: URL, request: IncomingMessage, response: ServerResponse): void {
    try {
      if (this.#mode === 'restoring' || this.#mode === 'kafka-unavailable') {
        throw new Refused(503, this.#mode, 'Two of twelve partitions are being restored.');
      }
      const body = JSON.stringify(this.#body(url));
      const etag = `"${hash(body)}"`;
      response.setHeader('ETag', etag);
      response.setHeader('Cache-Control', 'no-cache');
      response.statusCode = request.headers['if-none-match'] === etag ? 304 : 200;
      response.setHeader('Content-Type', 'application/json');
      response.end(response.statusCode === 304 ? undefined : body);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#refuse(error, response);
    }
  }

  #refuse(refused: Refused, response: ServerResponse): void {
    response.statusCode = refused.status;
    response.setHeader('Content-Type', 'application/problem+json');
    if (refused.status === 503) response.setHeader('Retry-After', '15');
    const type = `urn:stridelake:problem:${refused.code}`;
    response.end(JSON.stringify({ type, status: refused.status, detail: refused.message, parameter: refused.parameter }));
  }

  #body(url: URL): unknown {
    const company = this.#mode === 'empty' ? this.#nobody : this.#company;
    const [, , , resource, board, members, id] = url.pathname.split('/').map(decodeURIComponent);
    const get = (name: string): string | null => url.searchParams.get(name);
    if (resource === 'rankings' && board === undefined) return catalog(company, this.#generation);
    if (resource === 'rules') return { version: '2026-11' };
    if (resource === 'totals') return totals(company, get('period') ?? 'all', get('date'), this.#generation);
    if (resource !== 'rankings' || board === undefined) throw new Refused(404, 'not-found', 'No such resource.');
    const query: Query = { board, period: get('period') ?? 'all', date: get('date'), department: get('department'), sport: get('sport'), q: get('q') };
    return members === 'members' && id !== undefined
      ? this.#member(company, query, id)
      : this.#page(company, query, get('cursor'), Number(get('limit') ?? 50));
  }

  #member(company: Company, query: Query, id: string): unknown {
    const { entries, ...common } = ranked(company, query, this.#generation);
    const entry = entries.find((each) => each.member.id === id) ?? null;
    if (!entry && !company.athletes.some((athlete) => athlete.id === id)) throw new Refused(404, 'not-found', `There is no member "${id}".`);
    if (!entry) return { ...common, entry: null };
    const below = entries.filter((each) => each.value < entry.value).length;
    return { ...common, entry: { ...entry, percentile: Math.round((below / entries.length) * 1000) / 10 } };
  }

  #page(company: Company, query: Query, cursor: string | null, limit: number): unknown {
    const filters = JSON.stringify(query);
    const [snapshotId = '', offset = '0'] = cursor?.split('.') ?? [];
    const snapshot = cursor === null ? this.#snap(company, query, filters) : this.#snapshots.get(snapshotId);
    if (!snapshot || snapshot.until < Date.now()) throw new Refused(410, 'stale-cursor', 'This cursor is no longer kept.');
    if (snapshot.filters !== filters) throw new Refused(400, 'bad-parameter', 'cursor: belongs to other filters.', 'cursor');
    const { page } = snapshot;
    const from = Number(offset);
    const id = cursor === null ? `${hash(filters)}-${page.version.replace('.', '_')}` : snapshotId;
    this.#snapshots.set(id, snapshot);
    return {
      ...page,
      entries: page.entries.slice(from, from + limit),
      next: from + limit < page.total ? `${id}.${from + limit}` : null,
      previous: from > 0 ? `${id}.${Math.max(0, from - limit)}` : null,
    };
  }

  #snap(company: Company, query: Query, filters: string): Snapshot {
    return { filters, page: ranked(company, query, this.#generation), until: Date.now() + SNAPSHOT_MS };
  }
}

function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36);
}
