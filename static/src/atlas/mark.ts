// Draws a mark of the legend as a small SVG; signs come from the same icon files as the sprite.
import { html, svg, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import type { Mark } from '../layers/legend';
import { allSigns, coloured } from '../style/signs';

const ICONS = import.meta.glob<string>('../../icons/*.svg', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const SIGNS = new Map(allSigns().map((sign) => [sign.name, sign]));

/** The mark, decorative: its label stands beside it. */
export function markView(mark: Mark): TemplateResult {
  switch (mark.kind) {
    case 'sign':
      return frame(24, 24, signBody(mark.name), mark.scale);
    case 'line':
      return frame(
        30,
        24,
        svg`${mark.band ? svg`<path d="M1 12h28" stroke=${mark.band} stroke-opacity=".45" stroke-width="6"/>` : ''}
          <path d="M1 12h28" stroke=${mark.colour} stroke-width=${mark.width}
            stroke-dasharray=${mark.dash ?? 'none'} fill="none"/>`,
      );
    case 'disc': {
      const size = Math.max(24, Math.ceil(mark.radius * 2 + 3));
      return frame(
        size,
        size,
        svg`<circle cx=${size / 2} cy=${size / 2} r=${mark.radius} fill=${mark.fill}
            stroke=${mark.ring} stroke-width="2"/>
          ${mark.text ? svg`<text x=${size / 2} y=${size / 2 + 3.6} text-anchor="middle" font-size="10" font-weight="600" fill="currentColor">${mark.text}</text>` : ''}`,
      );
    }
    case 'hatch':
      return frame(
        30,
        24,
        svg`<path d="M3 20L17 6M9 20L23 6M15 20l12-12M3 14l8-8M21 20l6-6" stroke=${mark.colour}
          stroke-opacity=".6" stroke-width="1.2"/>`,
      );
  }
}

function frame(width: number, height: number, body: unknown, scale = 1): TemplateResult {
  return html`<svg
    class="mark"
    width=${Math.round(width * scale)}
    height=${Math.round(height * scale)}
    viewBox="0 0 ${width} ${height}"
    fill="none"
    aria-hidden="true"
  >
    ${body}
  </svg>`;
}

function signBody(name: string): unknown {
  const sign = SIGNS.get(name);
  if (!sign) return '';
  return sign.icons.map((icon) => {
    const file = ICONS[`../../icons/${icon}.svg`] ?? '';
    const inner = file.replace(/^[^>]*>/, '').replace(/<\/svg>\s*$/, '');
    return unsafeSVG(coloured(inner, sign.colours));
  });
}
