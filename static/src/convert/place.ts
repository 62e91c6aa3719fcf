// A place as a reader writes it: latitude, then longitude, with decimal points or commas.

/** Latitude and longitude with decimal points; none if nothing is written, null if unreadable. */
export function placeIn(words: string): readonly string[] | null {
  if (words.trim() === '') return [];
  const [, lat, lon] = PAIR.exec(words) ?? [];
  return lat && lon ? [lat, lon].map((degrees) => degrees.replace(',', '.')) : null;
}

const PAIR = /^\s*(-?\d+(?:[.,]\d+)?)\s*(?:;|\s|,\s|,(?=\d+\.))\s*(-?\d+(?:[.,]\d+)?)\s*$/;
