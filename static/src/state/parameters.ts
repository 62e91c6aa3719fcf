// What is seen, as parameters: after the `#` of the atlas, in the query of the embedded map.

export const parametersOf = (hash: string): URLSearchParams =>
  new URLSearchParams(hash.replace(/^#/, ''));

/** The address with these parameters set, or removed where the value is null; the rest stays. */
export function withParameters(
  hash: string,
  values: Readonly<Record<string, string | null>>,
): string {
  const parameters = parametersOf(hash);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  // Slashes and commas stay readable, as the map writes them.
  const written = parameters.toString().replace(/%2F/g, '/').replace(/%2C/g, ',');
  return written ? `#${written}` : '';
}

/** Puts the parameters into the address of the page, without a step in its history. */
export function keepInAddress(values: Readonly<Record<string, string | null>>): void {
  const { pathname, search, hash } = location;
  history.replaceState(history.state, '', `${pathname}${search}${withParameters(hash, values)}`);
}
