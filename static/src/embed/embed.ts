// What `<script type="module" src="…/embed.js">` brings to a page: the element <phiabac-map>.
import { siteBase } from '../bundle/known';
import { PhiabacMap } from '../map/phiabac-map';
import { bringFonts } from './foreign-fonts';

if (customElements.get('phiabac-map') === PhiabacMap) bringFonts(siteBase());
