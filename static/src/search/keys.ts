// Which hit is the active one after a key, as the combobox pattern wants it.

/** The active hit after the key; null for none, undefined if the key is not for the list. */
export function activeAfter(
  key: string,
  active: number | null,
  count: number,
): number | null | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return active === null || active === count - 1 ? 0 : active + 1;
    case 'ArrowUp':
      return active === null || active === 0 ? count - 1 : active - 1;
    // Without an active hit they move the caret in the field.
    case 'Home':
      return active === null ? undefined : 0;
    case 'End':
      return active === null ? undefined : count - 1;
    case 'ArrowLeft':
    case 'ArrowRight':
      // Back to the text: the caret moves, no hit is active.
      return null;
    default:
      return undefined;
  }
}

/** Whether a key pressed there belongs to what is being written or chosen. */
export function isWriting(target: EventTarget | null | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'range', 'button'].includes(target.type)
  );
}
