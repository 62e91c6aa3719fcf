// A tile of one layer of points as bytes: Mapbox Vector Tile 2.1.
import { EXTENT, type Mark } from './groups';

/** Signs stand out of their tile by so much, in units. */
const BUFFER = 256;

/** Bytes of a message of protocol buffers, field by field. */
class Message {
  private readonly bytes: number[] = [];

  /** Whole numbers up to 2^53. */
  varint(value: number): this {
    let rest = value;
    while (rest >= 128) {
      this.bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.bytes.push(rest);
    return this;
  }

  number(field: number, value: number): this {
    return this.varint(field * 8).varint(value);
  }

  double(field: number, value: number): this {
    this.varint(field * 8 + 1);
    this.bytes.push(...new Uint8Array(new Float64Array([value]).buffer));
    return this;
  }

  block(field: number, content: Message | Uint8Array): this {
    const bytes = content instanceof Message ? content.bytes : content;
    this.varint(field * 8 + 2).varint(bytes.length);
    for (const byte of bytes) this.bytes.push(byte);
    return this;
  }

  text(field: number, words: string): this {
    return this.block(field, new TextEncoder().encode(words));
  }

  packed(field: number, values: readonly number[]): this {
    const content = new Message();
    for (const value of values) content.varint(value);
    return this.block(field, content);
  }

  done(): ArrayBuffer {
    return new Uint8Array(this.bytes).buffer;
  }
}

/** Each value once, by its place. */
class Table<T> {
  private readonly places = new Map<T, number>();

  at(value: T): number {
    const place = this.places.get(value) ?? this.places.size;
    this.places.set(value, place);
    return place;
  }

  get all(): readonly T[] {
    return [...this.places.keys()];
  }
}

/** The marks of the tile `x`, `y` at their zoom. */
export function pointTile(
  layer: string,
  marks: readonly Mark[],
  x: number,
  y: number,
): ArrayBuffer {
  const [keys, values] = [new Table<string>(), new Table<string | number | boolean>()];
  const message = new Message().number(15, 2).text(1, layer);
  const inTile = (units: number) => units >= -BUFFER && units <= EXTENT + BUFFER;
  const features = marks
    .map((mark) => ({ mark, right: mark.at[0] - x * EXTENT, down: mark.at[1] - y * EXTENT }))
    .filter(({ right, down }) => inTile(right) && inTile(down));
  for (const { mark, right, down } of features) {
    const tags = Object.entries(mark.properties).flatMap(([key, value]) =>
      isScalar(value) ? [keys.at(key), values.at(value)] : [],
    );
    // One command: move to a place once.
    const place = [9, zigzag(right), zigzag(down)];
    message.block(
      2,
      new Message().number(1, mark.id).packed(2, tags).number(3, 1).packed(4, place),
    );
  }
  if (features.length === 0) return new ArrayBuffer(0);
  for (const key of keys.all) message.text(3, key);
  for (const value of values.all) message.block(4, valueMessage(value));
  return new Message().block(3, message.number(5, EXTENT)).done();
}

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

function valueMessage(value: string | number | boolean): Message {
  if (typeof value === 'string') return new Message().text(1, value);
  if (typeof value === 'boolean') return new Message().number(7, Number(value));
  return new Message().double(3, value);
}
