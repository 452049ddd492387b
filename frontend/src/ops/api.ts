/** What the ops calls answer, as far as this page shows it. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
}

export interface Generation {
  readonly id: number;
  readonly state: 'building' | 'ready' | 'active' | 'previous' | 'abandoned' | 'failed';
  readonly ruleSet: string;
  readonly from: string;
  readonly startedAt: string;
  readonly complete: boolean;
  readonly failure: string | null;
  readonly progress: Progress | null;
}

export interface Generations {
  readonly active: number | null;
  readonly candidate: number | null;
  readonly previous: number | null;
  readonly generations: readonly Generation[];
}

export interface Place {
  readonly rank: number;
  readonly value: number;
}

export interface Change {
  readonly before: number;
  readonly after: number;
}

export interface Named {
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

export interface Row {
  readonly member: { readonly id: string; readonly name: string; readonly department: string | null };
  readonly moves: 'rise' | 'fall' | 'enter' | 'leave' | 'stay';
  readonly ranks: number;
  readonly before: Place | null;
  readonly after: Place | null;
  readonly because: readonly Named[];
}

/** What may be compared. */
export interface Board {
  readonly id: string;
  readonly periods: readonly string[];
}

export interface Preview {
  readonly from: number;
  readonly to: number;
  readonly fromRuleSet: string;
  readonly toRuleSet: string;
  readonly board: string;
  readonly period: { readonly kind: string; readonly id: string };
  readonly boards: readonly Board[];
  readonly summary: {
    readonly rise: number;
    readonly fall: number;
    readonly enter: number;
    readonly leave: number;
    readonly stay: number;
    readonly members: Change;
    readonly company: Change;
    readonly km: Change;
    readonly departments: readonly Named[];
  };
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** Where generations are. */
export const GENERATIONS = '/admin/generations';

/** A refusal, in the server's words. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

/** Calls with the admin token, which is kept for this tab only. */
export class OpsClient {
  readonly #fetch: typeof fetch;
  token: string;

  constructor(fetchFn: typeof fetch, token: string) {
    this.#fetch = fetchFn;
    this.token = token;
  }

  /** Gets a document; throws {@link Refused} with what the server says otherwise. */
  get<T>(path: string): Promise<T> {
    return this.#call<T>('GET', path);
  }

  /** Has something done; throws {@link Refused} with what the server says otherwise. */
  post<T>(path: string, body?: unknown): Promise<T> {
    return this.#call<T>('POST', path, body);
  }

  async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json', Authorization: `Bearer ${this.token}` };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    let response: Response;
    try {
      response = await this.#fetch(path, { method, headers, cache: 'no-store', ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    } catch {
      throw new Refused(0, 'The server does not answer.');
    }
    const document: unknown = await response.json().catch(() => ({}));
    if (!response.ok) {
      const detail = (document as { detail?: unknown; title?: unknown }).detail ?? (document as { title?: unknown }).title;
      throw new Refused(response.status, typeof detail === 'string' ? detail : `The server answered ${response.status}.`);
    }
    return document as T;
  }
}
