export { ControlPage } from './control-page.tsx';
