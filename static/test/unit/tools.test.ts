// Drawing with a tool, the shape that is asked about, where a reader may be.
import { describe, expect, it, vi } from 'vitest';
import type { Place } from '../../src/map/tool';
import { drawnShapes, markedSources, NOTHING_MARKED } from '../../src/style/marked';
import { Draft } from '../../src/tools/draft';
import { accuracyRing, destinationOfReader, isNearRegion } from '../../src/tools/locate';
import { today } from '../../src/tools/save-file';
import { shapeOf, WithinAnswer, type Within } from '../../src/tools/within-answer';

const A: Place = [105, 21];
const B: Place = [106, 21];
const C: Place = [106, 22];
const close = (a: Place, b: Place) => Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.01;

function draft(closed: boolean) {
  const told = { changed: vi.fn(), moved: vi.fn(), given: vi.fn() };
  return { told, draft: new Draft(closed, close, told.changed, told.moved, told.given) };
}

describe('a draft of a line', () => {
  it('grows by clicks and follows the pointer only once it is begun', () => {
    const { draft: line, told } = draft(false);
    line.move(A);
    expect(line.pointer).toBeNull();
    line.click(A);
    line.move(B);
    expect(line.pointer).toEqual(B);
    expect(told.moved).toHaveBeenCalledTimes(1);
    line.click(B);
    expect(line.corners).toEqual([A, B]);
    expect(line.pointer).toBeNull();
  });

  it('is complete with a second click on its last corner, but not with one point', () => {
    const { draft: line } = draft(false);
    line.click(A);
    line.click(A);
    expect(line.corners).toEqual([A]);
    expect(line.complete).toBe(false);
    line.click(B);
    line.click([106.001, 21]);
    expect(line.complete).toBe(true);
    expect(line.corners).toEqual([A, B]);
  });

  it('begins anew with the first click after it was complete', () => {
    const { draft: line } = draft(false);
    [A, B].forEach((place) => line.click(place));
    line.finish();
    line.move(C);
    expect(line.pointer).toBeNull();
    line.click(C);
    expect(line.corners).toEqual([C]);
    expect(line.complete).toBe(false);
  });

  it('goes back corner by corner, and then is given up', () => {
    const { draft: line, told } = draft(false);
    [A, B].forEach((place) => line.click(place));
    line.finish();
    line.back();
    expect(line.complete).toBe(false);
    expect(line.corners).toEqual([A]);
    line.back();
    expect(told.given).not.toHaveBeenCalled();
    line.back();
    expect(told.given).toHaveBeenCalledTimes(1);
  });
});

describe('a draft of an area', () => {
  it('is closed by a click on its first corner, from three corners on', () => {
    const { draft: area } = draft(true);
    [A, B].forEach((place) => area.click(place));
    area.click(A);
    expect(area.complete).toBe(false);
    expect(area.corners).toEqual([A, B, A]);
    area.back();
    area.click(C);
    area.click([105.001, 21]);
    expect(area.complete).toBe(true);
    expect(area.corners).toEqual([A, B, C]);
  });

  it('cannot be complete with two corners', () => {
    const { draft: area } = draft(true);
    [A, B].forEach((place) => area.click(place));
    area.finish();
    expect(area.complete).toBe(false);
    expect(area.isEnough).toBe(false);
  });
});

describe('what is drawn', () => {
  const drawing = {
    positions: [A, B, C].map((place) => [...place]),
    closed: true,
    corners: [A, B, C],
    notes: [{ at: B, words: '12 km²' }],
  };
  const parts = (closed: boolean, corners: readonly Place[]) =>
    drawnShapes({
      ...drawing,
      closed,
      corners,
      positions: corners.map((place) => [...place]),
    }).features.map(({ properties }) => String(properties?.['part']));

  it('has an area, a closed line, its corners and its notes', () => {
    const { features } = drawnShapes(drawing);
    const [area, line] = features;
    const ring = [A, B, C, A];
    expect(area?.geometry).toEqual({ type: 'Polygon', coordinates: [ring] });
    expect(line?.geometry).toEqual({ type: 'LineString', coordinates: ring });
    expect(features.at(-1)?.properties).toEqual({ part: 'note', words: '12 km²' });
  });

  it('has no area before the third corner and no line before the second', () => {
    expect(parts(true, [A, B])).toEqual(['line', 'corner', 'corner', 'note']);
    expect(parts(false, [A])).toEqual(['corner', 'note']);
    expect(parts(false, [A, B, C])).not.toContain('area');
  });

  it('is a source of the style only while it is there', () => {
    expect(markedSources(NOTHING_MARKED)).toEqual({});
    expect(Object.keys(markedSources({ ...NOTHING_MARKED, drawing }))).toEqual(['drawing']);
  });
});

describe('the shape that is asked about', () => {
  it('is closed and rounded', () => {
    expect(shapeOf([[105.12345678, 21], B, C])).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [105.123457, 21],
          [106, 21],
          [106, 22],
          [105.123457, 21],
        ],
      ],
    });
  });

  const page = (ids: readonly string[], next: string | null) =>
    ({ items: ids, sources: ids.map((id) => ({ id: `of ${id}` })), next }) as unknown as Within;
  const host = () => ({
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: vi.fn(),
    updateComplete: Promise.resolve(true),
  });

  it('is answered page by page, each source once', async () => {
    const asked: number[] = [];
    const answer = new WithinAnswer(host(), (_shape, offset) => {
      asked.push(offset);
      return Promise.resolve(offset === 0 ? page(['a', 'b'], '/next') : page(['b', 'c'], null));
    });
    answer.ask(shapeOf([A, B, C]));
    await vi.waitFor(() => expect(answer.more).toBe(true));
    answer.goOn();
    await vi.waitFor(() => expect(answer.more).toBe(false));
    expect(asked).toEqual([0, 2]);
    expect(answer.items).toEqual(['a', 'b', 'b', 'c']);
    expect(answer.sources.map(({ id }) => id)).toEqual(['of a', 'of b', 'of c']);
  });

  it('forgets an answer that comes after another shape was asked about', async () => {
    const waiting: ((answer: Within) => void)[] = [];
    const answer = new WithinAnswer(host(), () => new Promise((done) => waiting.push(done)));
    answer.ask(shapeOf([A, B, C]));
    answer.ask(shapeOf([B, C, A]));
    waiting[1]?.(page(['new'], null));
    waiting[0]?.(page(['old'], null));
    await vi.waitFor(() => expect(answer.busy).toBe(false));
    await Promise.resolve();
    expect(answer.items).toEqual(['new']);
  });

  it('keeps what is there when more cannot be had', async () => {
    let calls = 0;
    const answer = new WithinAnswer(host(), () => {
      calls += 1;
      return calls === 1 ? Promise.resolve(page(['a'], '/next')) : Promise.reject(new Error('x'));
    });
    answer.ask(shapeOf([A, B, C]));
    await vi.waitFor(() => expect(answer.more).toBe(true));
    answer.goOn();
    await vi.waitFor(() => expect(answer.failure).toBe(''));
    expect(answer.items).toEqual(['a']);
  });
});

describe('where the reader is', () => {
  it('is on the map only in the box of the region', () => {
    expect(isNearRegion(105.85, 21.03)).toBe(true);
    expect(isNearRegion(106.7, 10.8)).toBe(false);
    expect(isNearRegion(100.5, 21)).toBe(false);
  });

  it('has a ring only where it is not precise, and is shown with the whole of it', () => {
    expect(accuracyRing({ place: A, accuracy: 12 })).toBeNull();
    expect(destinationOfReader({ place: A, accuracy: 12 }).box).toEqual([105, 21, 105, 21]);
    const rough = { place: A, accuracy: 5000 };
    expect(accuracyRing(rough)?.length).toBeGreaterThan(50);
    const [west, south, east, north] = destinationOfReader(rough).box;
    expect(east - west).toBeCloseTo(0.0962, 3);
    expect(north - south).toBeCloseTo(0.0903, 3);
  });
});

describe('names of files', () => {
  it('carry the day of the reader', () => {
    expect(today(new Date(2026, 10, 2, 23, 59))).toBe('2026-11-02');
  });
});
