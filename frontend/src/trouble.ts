import type { Answer } from './api/client';
import type { Trouble } from './model';
import type { Outcome } from './poll';

/** What a failed answer means to the reader. */
export function troubleOf(answer: Answer<unknown>): Trouble {
  if (answer.kind !== 'problem') return { kind: 'unreachable' };
  const { status, code, problem } = answer;
  const detail = problem.detail ?? problem.title ?? '';
  if (status === 400) return { kind: 'bad-address', detail, parameter: parameterOf(problem.parameter, detail) };
  if (status === 404) return { kind: 'not-found', detail };
  return { kind: 'unavailable', code, status };
}

/** What it means to the polling: asking the same again helps only where the fault passes. */
export function outcomeOf(answer: Answer<unknown>): Outcome {
  if (answer.kind !== 'problem') return { type: 'failed', retryAfterMs: null };
  if (answer.status === 400 || answer.status === 404) return { type: 'settled' };
  return { type: 'failed', retryAfterMs: answer.retryAfterMs };
}

/** The parameter a 400 is about: its own field, or the first word of the text that is one of ours. */
function parameterOf(field: string | undefined, detail: string): string | null {
  if (field) return field;
  return /\b(period|date|department|sport|board|member|limit|cursor|q)\b/.exec(detail)?.[1] ?? null;
}
