import { describe, expect, it } from 'vitest';
import { INTERVAL_MS, type Outcome, type PollEvent, type PollState, Poller, advance, backoff, initial } from '../src/poll';

const NOW = 100_000;

function after(events: readonly PollEvent[], visible = true, now = NOW, random = 0): PollState {
  return events.reduce((state, event) => advance(state, event, now, random), initial(visible));
}

const started: PollEvent = { type: 'started' };
const succeeded: PollEvent = { type: 'succeeded' };
const failed = (retryAfterMs: number | null = null): PollEvent => ({ type: 'failed', retryAfterMs });

describe('polling', () => {
  it('should ask again after the interval, with jitter that only lengthens it', () => {
    expect(after([started, succeeded]).dueAt).toBe(NOW + INTERVAL_MS);
    const late = after([started, succeeded], true, NOW, 0.999).dueAt ?? 0;
    expect(late).toBeGreaterThan(NOW + INTERVAL_MS);
    expect(late).toBeLessThanOrEqual(NOW + INTERVAL_MS * 1.2);
  });

  it('should plan nothing while a request runs', () => {
    expect(after([started])).toMatchObject({ running: true, dueAt: null });
  });

  it('should double the wait with each failure, up to a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 99].map(backoff)).toEqual([4000, 8000, 16000, 32000, 60000, 60000, 60000]);
    expect(after([failed(), failed(), failed()]).dueAt).toBe(NOW + 16_000);
  });

  it('should forget failures after a success', () => {
    expect(after([failed(), failed(), succeeded])).toMatchObject({ failures: 0, dueAt: NOW + INTERVAL_MS });
  });

  it('should never undercut a Retry-After, and back off further when it is shorter', () => {
    expect(after([failed(30_000)]).dueAt).toBe(NOW + 30_000);
    expect(after([failed(1), failed(1), failed(1)]).dueAt).toBe(NOW + 16_000);
  });

  it('should not ask while hidden and ask at once on return', () => {
    const hidden = after([succeeded, { type: 'hidden' }]);

    expect(hidden.dueAt).toBeNull();
    expect(advance(hidden, { type: 'shown' }, NOW + 500_000, 0).dueAt).toBe(NOW + 500_000);
  });

  it('should still honour Retry-After on return', () => {
    const hidden = after([failed(30_000), { type: 'hidden' }]);

    expect(advance(hidden, { type: 'shown' }, NOW + 5_000, 0).dueAt).toBe(NOW + 30_000);
  });

  it('should plan nothing when an answer arrives while hidden', () => {
    expect(after([started, { type: 'hidden' }, succeeded]).dueAt).toBeNull();
  });

  it('should not start a second request when shown while one runs', () => {
    expect(after([started, { type: 'hidden' }, { type: 'shown' }])).toMatchObject({ running: true, dueAt: null, visible: true });
  });

  it('should stop for an answer that will not change', () => {
    expect(after([started, { type: 'settled' }]).dueAt).toBeNull();
  });

  it('should try at once when the network is back, unless told to wait or all is well', () => {
    expect(after([failed(), failed(), { type: 'online' }]).dueAt).toBe(NOW);
    expect(after([failed(30_000), { type: 'online' }]).dueAt).toBe(NOW + 30_000);
    expect(after([succeeded, { type: 'online' }]).dueAt).toBe(NOW + INTERVAL_MS);
  });
});

describe('the driver', () => {
  it('should abort the running round and ignore its outcome when asked anew', async () => {
    const rounds: { signal: AbortSignal; end: (outcome: Outcome) => void }[] = [];
    const timers: number[] = [];
    const poller = new Poller(
      {
        ask: (signal) => new Promise((end) => rounds.push({ signal, end })),
        changed: () => undefined,
        now: () => NOW,
        random: () => 0,
        schedule: (_, ms) => timers.push(ms),
        cancel: () => undefined,
      },
      true,
    );

    poller.askNow();
    poller.askNow();
    rounds[0]?.end({ type: 'failed', retryAfterMs: null });
    await Promise.resolve();
    const meanwhile = poller.state;
    rounds[1]?.end({ type: 'succeeded' });
    await Promise.resolve();

    expect(rounds[0]?.signal.aborted).toBe(true);
    expect(meanwhile).toMatchObject({ running: true, failures: 0 });
    expect(timers).toEqual([INTERVAL_MS]);
  });
});
