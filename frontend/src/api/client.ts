import type { Problem } from './types';

/**
 * What came of one conditional request. Expected failures are values; nothing here throws. `stale`: the
 * server says that copies answered for parts that cannot, so that the body may be somewhat behind.
 */
export type Answer<T> =
  | { readonly kind: 'fresh'; readonly body: T; readonly stale: boolean }
  | { readonly kind: 'same'; readonly body: T; readonly stale: boolean }
  | { readonly kind: 'problem'; readonly status: number; readonly code: string; readonly problem: Problem; readonly retryAfterMs: number | null }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'aborted' };

interface Known {
  readonly etag: string | null;
  readonly body: unknown;
}

const PROBLEM_PREFIX = 'urn:stridelake:problem:';
const REMEMBERED = 40;
const TIMEOUT_MS = 15_000;

/**
 * A reader of the API that remembers the last answer of each address, sends its `ETag` along and
 * gives the remembered body on a 304.
 */
export class ApiClient {
  readonly #known = new Map<string, Known>();
  readonly #fetch: typeof fetch;
  readonly #now: () => number;

  constructor(fetchFn: typeof fetch, now: () => number) {
    this.#fetch = fetchFn;
    this.#now = now;
  }

  /** The last body of this address, or null; never asks the server. */
  peek<T>(path: string): T | null {
    return (this.#known.get(path)?.body as T | undefined) ?? null;
  }

  /** The entity tag of the remembered body, or null. */
  tag(path: string): string | null {
    return this.#known.get(path)?.etag ?? null;
  }

  async get<T>(path: string, signal: AbortSignal): Promise<Answer<T>> {
    const known = this.#known.get(path);
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (known?.etag) headers['If-None-Match'] = known.etag;
    try {
      const response = await this.#fetch(path, {
        headers,
        cache: 'no-store',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const stale = response.headers.has('Stridelake-Stale');
      if (response.status === 304 && known) return { kind: 'same', body: known.body as T, stale };
      if (!response.ok) return await this.#problem(response);
      const body = (await response.json()) as T;
      this.#remember(path, { etag: response.headers.get('ETag'), body });
      return { kind: 'fresh', body, stale };
    } catch {
      return signal.aborted ? { kind: 'aborted' } : { kind: 'unreachable' };
    }
  }

  async #problem(response: Response): Promise<Answer<never>> {
    const problem = await readProblem(response);
    const type = problem.type ?? '';
    return {
      kind: 'problem',
      status: response.status,
      code: type.startsWith(PROBLEM_PREFIX) ? type.slice(PROBLEM_PREFIX.length) : '',
      problem,
      retryAfterMs: retryAfter(response.headers.get('Retry-After'), this.#now()),
    };
  }

  #remember(path: string, known: Known): void {
    this.#known.delete(path);
    this.#known.set(path, known);
    if (this.#known.size > REMEMBERED) {
      const oldest = this.#known.keys().next();
      if (!oldest.done) this.#known.delete(oldest.value);
    }
  }
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    const body: unknown = await response.json();
    return body !== null && typeof body === 'object' ? (body as Problem) : {};
  } catch {
    return {}; // A proxy's HTML page, for example: the status says enough.
  }
}

/** Milliseconds of a `Retry-After` header, which is seconds or an HTTP date; null when absent or unreadable. */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
