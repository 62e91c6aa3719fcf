// Prints a picture on one page of A4.

/** Opens the browser's print dialog with the picture alone on the page. */
export async function printPicture(file: Blob, isWide: boolean, words: string): Promise<void> {
  const address = URL.createObjectURL(file);
  const page = document.createElement('div');
  page.className = 'print-page';
  const rules = document.createElement('style');
  rules.textContent = rulesFor(isWide ? 'landscape' : 'portrait');
  const image = new Image();
  image.alt = words;
  image.src = address;
  page.append(rules, image);
  document.body.append(page);
  await image.decode();
  addEventListener(
    'afterprint',
    () => {
      page.remove();
      URL.revokeObjectURL(address);
    },
    { once: true },
  );
  print();
}

/** The picture as a file. */
export const blobOf = (picture: HTMLCanvasElement): Promise<Blob> =>
  new Promise((done, failed) => {
    picture.toBlob((file) => {
      if (file) done(file);
      else failed(new Error('toBlob'));
    }, 'image/png');
  });

/** Margins are part of the picture. */
const rulesFor = (orientation: 'landscape' | 'portrait'): string => `
  @media screen {
    .print-page { display: none; }
  }
  @media print {
    @page { size: A4 ${orientation}; margin: 0; }
    html, body { height: auto; overflow: visible; background: #fff; }
    body > :not(.print-page) { display: none !important; }
    .print-page img {
      display: block;
      width: 100vw;
      height: 99.5vh;
      object-fit: contain;
    }
  }
`;
