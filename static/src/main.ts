// The atlas page: its look, its elements.
import './page.css';
import './map/phiabac-map';
import './atlas/phiabac-atlas';
