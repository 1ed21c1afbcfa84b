export { CampaignsPage } from './campaigns-page.tsx';
export { NewCampaignPage } from './new-campaign-page.tsx';
export { CampaignPage } from './campaign-page.tsx';
