export { Compositions } from './compositions.tsx';
