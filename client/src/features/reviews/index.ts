export { QueuePage } from './queue-page.tsx';
export { ReviewActions, ReviewTag } from './review-actions.tsx';
export { SubmitSelection } from './submit-selection.tsx';
