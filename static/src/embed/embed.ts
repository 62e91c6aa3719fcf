// What `<script type="module" src="…/embed.js">` brings to a page: the element <phiabac-map>. A page
// that loads it twice, from one server or from two, keeps the first.
if (!customElements.get('phiabac-map')) {
  const [, { bringFonts }] = await Promise.all([
    import('../map/phiabac-map'),
    import('./foreign-fonts'),
  ]);
  bringFonts(new URL(import.meta.url).origin);
}

export {};
