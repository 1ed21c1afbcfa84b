import './platform/ui/tokens.css';
import './platform/ui/ui.css';
import './shell/shell.css';
import './shell/pages.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { firstLanguage, directionOf, LanguageProvider, loadCatalogue } from './platform/i18n/index.ts';
import { queryClient } from './platform/query.ts';
import { ToastProvider } from './platform/ui/index.ts';
import { router } from './routes.tsx';

const start = async (): Promise<void> => {
  const language = firstLanguage();
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <LanguageProvider first={language} messages={await loadCatalogue(language)}>
          <ToastProvider><RouterProvider router={router} /></ToastProvider>
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
};
void start();
