// The page of the administration: its look, its one element.
import './page.css';
import './phiabac-admin';
