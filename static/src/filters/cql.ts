// Conditions as CQL2 text and back. The form writes a small part of the language and reads that
// part again; whatever else somebody wrote is left to the server.
import type { Condition, Conditions } from './conditions';

/** The text that asks for all conditions at once; null for none. */
export const cqlOf = (conditions: Conditions): string | null =>
  conditions.length === 0 ? null : conditions.map(written).join(' AND ');

function written(condition: Condition): string {
  const { field } = condition;
  switch (condition.kind) {
    case 'among': {
      const [first = '', ...others] = condition.values.map(quoted);
      return others.length === 0
        ? `${field} = ${first}`
        : `${field} IN (${[first, ...others].join(',')})`;
    }
    case 'least':
      return `${field} >= ${condition.value}`;
    case 'most':
      return `${field} <= ${condition.value}`;
    case 'contains':
      return `CASEI(ACCENTI(${field})) LIKE CASEI(ACCENTI(${quoted(`%${literal(condition.words)}%`)}))`;
  }
}

const quoted = (words: string): string => `'${words.replaceAll("'", "''")}'`;

/** The words with what LIKE takes for a sign marked as a letter. */
const literal = (words: string): string => words.trim().replace(/[\\%_]/g, '\\$&');

/** The conditions that a text asks for; null if it is no text of the form. */
export function conditionsIn(text: string | null): Conditions | null {
  if (text === null || text.trim() === '') return [];
  const tokens = tokensOf(text);
  return tokens && new Reader(tokens).conditions();
}

const TOKEN = /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(>=|<=|=|\(|\)|,))/y;

interface Token {
  readonly type: 'words' | 'number' | 'name' | 'sign';
  /** Names of the language in capitals are compared in capitals. */
  readonly text: string;
}

/** The text in pieces; null if it holds something that the form never writes. */
function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const [, words, number, name, sign] = TOKEN.exec(source) ?? [];
    if (words !== undefined)
      tokens.push({ type: 'words', text: words.slice(1, -1).replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ type: 'number', text: number });
    else if (name !== undefined) tokens.push({ type: 'name', text: name });
    else if (sign !== undefined) tokens.push({ type: 'sign', text: sign });
    else return null;
  }
  return tokens;
}

/** Reads tokens one after the other; what does not fit ends it. */
class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  conditions(): Conditions | null {
    const found: Condition[] = [];
    do {
      const one = this.condition();
      const twice = found.some(({ kind, field }) => kind === one?.kind && field === one.field);
      if (!one || twice) return null;
      found.push(one);
    } while (this.word('AND'));
    return this.at === this.tokens.length ? found : null;
  }

  private condition(): Condition | null {
    if (this.word('CASEI')) return this.containing();
    const field = this.take('name');
    if (field === null) return null;
    if (this.sign('=')) return this.among(field, [this.take('words')]);
    if (this.word('IN')) return this.among(field, this.list());
    if (this.sign('>=')) return this.bounded('least', field);
    if (this.sign('<=')) return this.bounded('most', field);
    return null;
  }

  private among(field: string, values: readonly (string | null)[]): Condition | null {
    const known = values.filter((value) => value !== null);
    return known.length === values.length && known.length > 0
      ? { kind: 'among', field, values: known }
      : null;
  }

  private bounded(kind: 'least' | 'most', field: string): Condition | null {
    const value = this.take('number');
    return value === null ? null : { kind, field, value: Number(value) };
  }

  /** After the first `CASEI`. */
  private containing(): Condition | null {
    const opened = this.sign('(') && this.word('ACCENTI') && this.sign('(');
    const field = opened ? this.take('name') : null;
    const likened = this.sign(')') && this.sign(')') && this.word('LIKE') && this.word('CASEI');
    const begun = likened && this.sign('(') && this.word('ACCENTI') && this.sign('(');
    const pattern = begun ? this.take('words') : null;
    if (field === null || pattern === null || !this.sign(')') || !this.sign(')')) return null;
    const [, inner] = /^%((?:[^\\%_]|\\[\\%_])+)%$/.exec(pattern) ?? [];
    return inner ? { kind: 'contains', field, words: inner.replace(/\\(.)/g, '$1') } : null;
  }

  private list(): (string | null)[] {
    if (!this.sign('(')) return [null];
    const values: (string | null)[] = [];
    do values.push(this.take('words'));
    while (this.sign(','));
    return this.sign(')') ? values : [null];
  }

  private take(type: Token['type']): string | null {
    const token = this.tokens[this.at];
    if (token?.type !== type) return null;
    this.at += 1;
    return token.text;
  }

  private sign(sign: string): boolean {
    return this.next((token) => token.type === 'sign' && token.text === sign);
  }

  private word(word: string): boolean {
    return this.next((token) => token.type === 'name' && token.text.toUpperCase() === word);
  }

  private next(fits: (token: Token) => boolean): boolean {
    const token = this.tokens[this.at];
    if (!token || !fits(token)) return false;
    this.at += 1;
    return true;
  }
}
