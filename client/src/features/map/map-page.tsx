import { useT } from '../../platform/i18n/index.ts';

export const MapPage = () => <main id="main" className="page"><h1>{useT()('shell.nav.map')}</h1></main>;
