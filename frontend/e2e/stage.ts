/** The installation under the page, and the ways to change what happens in it. */

function given(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: these specs are started by BrowserTest in system-tests`);
  return value;
}

/** Where the page is. */
export const ORIGIN = new URL(given('STRIDE_E2E_PAGE')).origin;
const CONTROL = given('STRIDE_E2E_CONTROL');

/** Opens the ops page and the ops calls. */
export const ADMIN = given('STRIDE_E2E_ADMIN_TOKEN');

/** Where pictures go. */
export const PICTURES = given('STRIDE_E2E_PICTURES');

export interface Entry {
  readonly rank: number;
  readonly value: number;
  readonly member: { readonly id: string; readonly name: string; readonly department: string | null };
}

export interface Ranking {
  readonly entries: readonly Entry[];
  readonly total: number;
}

/** What the API says, asked from outside the page. */
export async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${ORIGIN}/api/v1${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

/** Stores the rules of a version again as another one, in which a word says something else. */
export async function storeRules(version: string, { like, word, becomes }: { readonly like: string; readonly word: string; readonly becomes: string }): Promise<void> {
  const headers = { Authorization: `Bearer ${ADMIN}`, 'Content-Type': 'application/yaml' };
  const rules = await (await fetch(`${ORIGIN}/admin/rule-sets/${like}`, { headers })).text();
  const body = rules.replace(`version: ${like}`, `version: ${version}`).replace(word, becomes);
  if (!body.includes(becomes)) throw new Error(`rules ${like} say nothing of ${word}`);
  const response = await fetch(`${ORIGIN}/admin/rule-sets`, { method: 'POST', headers, body });
  if (response.status !== 201) throw new Error(`rules ${version} answered ${response.status}: ${await response.text()}`);
}

async function control(command: string): Promise<void> {
  const response = await fetch(CONTROL + command, { method: 'POST' });
  if (response.status !== 204) throw new Error(`${command} answered ${response.status}: ${await response.text()}`);
}

/** Somebody walks today; their provider is told and the rest is up to the installation. */
export const walk = (athlete: string, metres: number): Promise<void> => control(`/walk?athlete=${athlete}&metres=${metres}`);

export const stopBroker = (): Promise<void> => control('/broker/stop');
export const startBroker = (): Promise<void> => control('/broker/start');
/** The only instance of scoring-streams. */
export const stopStreams = (): Promise<void> => control('/streams/stop');
export const startStreams = (): Promise<void> => control('/streams/start');
