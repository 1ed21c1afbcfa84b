import '../../platform/ui/ruled.css';
import './declarations.css';

export { DeclarationsPage } from './declarations-page.tsx';
