import './platform/ui/tokens.css';
import './platform/ui/ui.css';
import './shell/shell.css';
import './shell/pages.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { firstLanguage, directionOf, LanguageProvider, speak } from './platform/i18n/index.ts';
import { queryClient } from './platform/query.ts';
import { wearTheme } from './platform/theme.ts';
import { ToastProvider } from './platform/ui/index.ts';
import { parseSearch } from './shell/search-text.ts';
import { router } from './routes.tsx';

/** Who opens the map's address directly has its data asked for while the page is still being made. */
const ahead = async (): Promise<void> => {
  const commune = /^\/c\/([A-Z0-9][A-Z0-9_-]{1,31})\/map\/?$/.exec(location.pathname)?.[1];
  if (commune) await (await import('./features/map/index.ts')).openMap(commune, parseSearch(location.search));
};

const start = async (): Promise<void> => {
  wearTheme();
  const language = firstLanguage();
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  // It was for who has no scripts, and the map counts its elements.
  document.querySelector('noscript')?.remove();
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  await Promise.all([speak(language, [location.pathname === '/signin' ? 'door' : 'base']), ahead()]);
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <LanguageProvider>
          <ToastProvider><RouterProvider router={router} /></ToastProvider>
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
};
void start();
