import '../../platform/ui/ruled.css';
import './assessments.css';

export { RunsPage } from './runs-page.tsx';
export { RunPage } from './run-page.tsx';
export { SimulatePage } from './simulate-page.tsx';
