export { ValuationsSection } from './valuations-section.tsx';
