import '../declarations.css';

export { OwnPage } from './own-page.tsx';
