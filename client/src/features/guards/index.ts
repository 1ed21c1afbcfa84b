export { FindingList, findingsOf } from './finding-list.tsx';
