import '../../platform/ui/ruled.css';
import './rules.css';

export { RulesPage } from './rules-page.tsx';
export { RulePage } from './rule-page.tsx';
