/**
 * When to ask next. A pure state machine; the driver below it owns the only timer.
 *
 * - It asks every few seconds, with jitter so that many pages do not ask together.
 * - A failure doubles the wait up to a minute; a `Retry-After` is never undercut.
 * - A hidden page does not ask; on return it asks at once, unless told to wait longer.
 */
export interface PollState {
  readonly failures: number;
  /** No automatic request before this time (epoch ms), as the server asked. */
  readonly notBefore: number;
  /** When the next request is due; null: none is planned. */
  readonly dueAt: number | null;
  readonly visible: boolean;
  readonly running: boolean;
}

export type PollEvent =
  | { readonly type: 'started' }
  | { readonly type: 'succeeded' }
  | { readonly type: 'failed'; readonly retryAfterMs: number | null }
  /** The answer will not change by asking again (a bad address). */
  | { readonly type: 'settled' }
  | { readonly type: 'hidden' }
  | { readonly type: 'shown' }
  /** The network is back. */
  | { readonly type: 'online' };

export const INTERVAL_MS = 4_000;
const MAX_BACKOFF_MS = 60_000;
const JITTER = 0.2;

export function initial(visible: boolean): PollState {
  return { failures: 0, notBefore: 0, dueAt: null, visible, running: false };
}

/** @param random in [0, 1), injected for tests */
export function advance(state: PollState, event: PollEvent, now: number, random: number): PollState {
  switch (event.type) {
    case 'started':
      return { ...state, running: true, dueAt: null };
    case 'succeeded':
      return plan({ ...state, running: false, failures: 0, notBefore: 0 }, now + jittered(INTERVAL_MS, random));
    case 'failed': {
      const failures = state.failures + 1;
      const wait = Math.max(jittered(backoff(failures), random), event.retryAfterMs ?? 0);
      const notBefore = event.retryAfterMs === null ? 0 : now + event.retryAfterMs;
      return plan({ ...state, running: false, failures, notBefore }, now + wait);
    }
    case 'settled':
      return { ...state, running: false, failures: 0, notBefore: 0, dueAt: null };
    case 'hidden':
      return { ...state, visible: false, dueAt: null };
    case 'shown':
      return state.running ? { ...state, visible: true } : plan({ ...state, visible: true }, now);
    case 'online':
      return state.failures > 0 && !state.running ? plan(state, now) : state;
  }
}

function plan(state: PollState, at: number): PollState {
  return { ...state, dueAt: state.visible ? Math.max(at, state.notBefore) : null };
}

export function backoff(failures: number): number {
  return Math.min(MAX_BACKOFF_MS, INTERVAL_MS * 2 ** Math.min(failures - 1, 10));
}

/** Only ever later, so that an interval is also a lower bound. */
function jittered(ms: number, random: number): number {
  return Math.round(ms * (1 + JITTER * random));
}

/** How one round of requests ended. */
export type Outcome = Extract<PollEvent, { type: 'succeeded' | 'failed' | 'settled' }>;

export interface PollPorts {
  /** One round; must not throw. The signal fires when the round is no longer wanted. */
  readonly ask: (signal: AbortSignal) => Promise<Outcome>;
  readonly changed: (state: PollState) => void;
  readonly now: () => number;
  readonly random: () => number;
  readonly schedule: (run: () => void, ms: number) => number;
  readonly cancel: (timer: number) => void;
}

/** Runs the machine with a real clock. */
export class Poller {
  readonly #ports: PollPorts;
  #state: PollState;
  #timer: number | null = null;
  #round: AbortController | null = null;

  constructor(ports: PollPorts, visible: boolean) {
    this.#ports = ports;
    this.#state = initial(visible);
  }

  get state(): PollState {
    return this.#state;
  }

  /** Asks now, whatever was planned: the reader wants something else, or wants it again. */
  askNow(): void {
    this.#round?.abort();
    void this.#run();
  }

  tell(event: Exclude<PollEvent, Outcome | { type: 'started' }>): void {
    this.#apply(event);
  }

  async #run(): Promise<void> {
    const round = new AbortController();
    this.#round = round;
    this.#apply({ type: 'started' });
    const outcome = await this.#ports.ask(round.signal);
    if (this.#round === round) this.#apply(outcome);
  }

  #apply(event: PollEvent): void {
    const { now, random } = this.#ports;
    this.#state = advance(this.#state, event, now(), random());
    this.#replan();
    this.#ports.changed(this.#state);
  }

  #replan(): void {
    if (this.#timer !== null) this.#ports.cancel(this.#timer);
    this.#timer = null;
    const { dueAt } = this.#state;
    if (dueAt === null) return;
    this.#timer = this.#ports.schedule(() => void this.#run(), Math.max(0, dueAt - this.#ports.now()));
  }
}
