// Questions that follow one another quickly: one is asked, the latest wins, a failure is kept.
import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../src/api';
import { NeighbourList } from '../../src/nearby/neighbour-list';
import { Finder, REST } from '../../src/search/finder';
import type { Hits, Neighbours } from '../../src/things/types';

const host = (): ReactiveControllerHost => ({
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
});

const hits = (q: string): Hits => ({ q, items: [], numberMatched: 0 });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the finder', () => {
  it('asks once the keys rest, and not for marks alone', async () => {
    const ask = vi.fn((q: string) => Promise.resolve(hits(q)));
    const finder = new Finder(host(), ask, () => undefined);
    for (const q of ['h', 'ha', 'ha n']) {
      finder.look(q);
      await vi.advanceTimersByTimeAsync(REST / 2);
    }
    expect(ask).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(REST);
    expect(ask.mock.calls.map(([q]) => q)).toEqual(['ha n']);
    expect(finder.answer?.q).toBe('ha n');

    finder.look(' ..., ');
    await vi.advanceTimersByTimeAsync(REST * 2);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(finder.answer).toBeNull();
  });

  it('gives up an older question, however late its answer comes', async () => {
    const late = new Map<string, (answer: Hits) => void>();
    const signals: AbortSignal[] = [];
    const finder = new Finder(
      host(),
      (q, signal) => {
        signals.push(signal);
        return new Promise((resolve) => late.set(q, resolve));
      },
      () => undefined,
    );
    finder.look('first');
    await vi.advanceTimersByTimeAsync(REST);
    finder.look('second');
    await vi.advanceTimersByTimeAsync(REST);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    late.get('second')?.(hits('second'));
    late.get('first')?.(hits('first'));
    await vi.advanceTimersByTimeAsync(0);
    expect(finder.answer?.q).toBe('second');
    expect(finder.busy).toBe(false);
  });

  it('keeps the words of a failure until it is asked again', async () => {
    let failing = true;
    const answered = vi.fn();
    const finder = new Finder(
      host(),
      (q) => (failing ? Promise.reject(new ApiError('busy', 503)) : Promise.resolve(hits(q))),
      answered,
    );
    finder.look('ha noi');
    await vi.advanceTimersByTimeAsync(REST);
    expect(finder.failure).toBe('busy');
    failing = false;
    finder.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect(finder.failure).toBeNull();
    expect(finder.answer?.q).toBe('ha noi');
    expect(answered).toHaveBeenCalledTimes(2);
  });
});

describe('the list of things nearby', () => {
  const answer = (ids: readonly number[], next: string | null): Neighbours => ({
    from: { lon: 106, lat: 21 },
    km: 30,
    items: ids.map((id) => ({ id }) as Neighbours['items'][number]),
    numberMatched: 3,
    next,
    withoutPlace: 0,
  });

  it('adds what comes next, and begins anew for a new question', async () => {
    const load = vi.fn((offset: number) =>
      Promise.resolve(offset === 0 ? answer([1, 2], 'more') : answer([3], null)),
    );
    const list = new NeighbourList(host(), load);
    list.ask(true, true);
    await vi.advanceTimersByTimeAsync(0);
    list.more();
    await vi.advanceTimersByTimeAsync(0);
    expect(load.mock.calls.map(([offset]) => offset)).toEqual([0, 2]);
    expect(list.items.map(({ id }) => id)).toEqual([1, 2, 3]);
    list.ask(true, false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(list.items.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('asks nothing when no kind is chosen', async () => {
    const load = vi.fn(() => Promise.resolve(answer([], null)));
    const list = new NeighbourList(host(), load);
    list.ask(false, true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(load).not.toHaveBeenCalled();
    expect(list.busy).toBe(false);
  });
});
