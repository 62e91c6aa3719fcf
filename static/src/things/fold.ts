// Names compared without marks and case, character by character, so that offsets stay the same.

/** The characters of a text: what the server counts when it says from where to where. */
export const charactersOf = (words: string): string[] => Array.from(words);

/** Each character without marks and in small letters. */
export const foldedCharacters = (words: string): string[] =>
  charactersOf(words).map((character) => {
    const bare = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return bare === '\u0111' ? 'd' : bare;
  });

export const folded = (words: string): string => foldedCharacters(words).join('');

/** At which character of `words` the name begins, marks and case aside; null if it is not there. */
export function offsetOf(name: string, words: string): number | null {
  const wanted = foldedCharacters(name);
  const all = foldedCharacters(words);
  if (wanted.length === 0) return null;
  for (let start = 0; start + wanted.length <= all.length; start += 1) {
    const fits = wanted.every((character, index) => character === all[start + index]);
    if (fits && isWordEdge(all, start) && isWordEdge(all, start + wanted.length)) return start;
  }
  return null;
}

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

const isWordEdge = (all: readonly string[], at: number): boolean =>
  !isLetter(all[at - 1]) || !isLetter(all[at]);
