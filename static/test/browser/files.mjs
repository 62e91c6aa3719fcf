// A host of plain files: a second server that gives out one folder under a path of its own, with
// ranges or without, as hosts of web pages do.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { TYPES } from '../media-types.mjs';

/**
 * Serves `folder` below `path`, which begins and ends with a slash.
 * @param {string} folder
 * @param {string} path
 * @param {{ ranges: boolean }} options
 */
export async function hostOf(folder, path, { ranges }) {
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.writeHead(404).end());
  });

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async function answer(request, response) {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const asked = decodeURIComponent(pathname);
    if (!asked.startsWith(path)) throw new Error('outside');
    const inside = normalize(asked.slice(path.length)) || '.';
    const file = join(
      folder,
      inside.endsWith('/') || inside === '.' ? `${inside}/index.html` : inside,
    );
    const { size } = await stat(file);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (!ranges || first === undefined || last === undefined) {
      response.writeHead(200, { 'Content-Type': type, 'Content-Length': size });
      createReadStream(file).pipe(response);
      return;
    }
    const [start, end] = [Number(first), Math.min(Number(last), size - 1)];
    response.writeHead(206, {
      'Content-Type': type,
      'Content-Length': end - start + 1,
      'Content-Range': `bytes ${start}-${end}/${size}`,
    });
    createReadStream(file, { start, end }).pipe(response);
  }

  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => new Promise((resolve) => server.close(() => resolve(undefined)));
  return { url: `http://127.0.0.1:${port}${path}`, close };
}
