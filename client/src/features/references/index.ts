export { RegisterSettingsPage } from './settings-page.tsx';
