export { CommunePage } from './commune-page.tsx';
export { StoragePage } from './storage-page.tsx';
