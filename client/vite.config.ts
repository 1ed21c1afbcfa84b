import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { bareContracts } from './bare-contracts.ts';
import { fieldWorker } from './field-worker.ts';
import { runtimeInShell } from './runtime-in-shell.ts';
import { zodWithoutEval } from './zod-without-eval.ts';

/** The server of `npm run dev` that the client's own development server passes data requests to. */
const api = process.env['SOMMIER_API'] ?? 'http://127.0.0.1:3000';

// Nothing is inlined into the page: the policy of the server refuses inline script and style.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), bareContracts(), runtimeInShell(), fieldWorker(), zodWithoutEval()],
  build: {
    outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, target: 'es2022', modulePreload: { polyfill: false },
    // Each request costs more than the bytes it would spare: one style sheet, one script for what every screen needs, one for the map's screen, one for each of the others.
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups: [
      { name: 'schemas', priority: 11, test: /node_modules[\\/]zod[\\/]|domain[\\/]src[\\/]shared[\\/]schemas\.ts/ },
      // How layers are drawn, and the papers drawn so: where there is a map there is a sheet of it.
      { name: 'paper', priority: 9, test: /domain[\\/]src[\\/](?:style|layers|exports|prints)[\\/]|features[\\/](?:prints[\\/]|exports[\\/](?!file-job))|client[\\/]src[\\/]map[\\/](?:swatch|index|area)/ },
      { name: 'shell', priority: 10, test: /rolldown[\\/]runtime|vite[\\/]preload-helper|node_modules[\\/](react|react-dom|scheduler|react-intl|@formatjs|intl-messageformat|@tanstack|use-sync-external-store)[\\/]|domain[\\/]src[\\/](shared|people|assets|jobs|zones)[\\/]|client[\\/]src[\\/](features[\\/](jobs[\\/](?!jobs-page)|exports[\\/]file-job)|platform[\\/](?!i18n[\\/](fr|ar|en)[\\/]|prove)|shell[\\/])/ },
      { name: 'map', priority: 7, test: /client[\\/]src[\\/](features[\\/]map[\\/](?!palette|filter-dialog|help-dialog))/ },
      { name: 'work', priority: 4, test: /client[\\/]src[\\/]features[\\/](imports|jobs|zones|users|account|audit)[\\/]|domain[\\/]src[\\/](imports|audit)[\\/]/ },
      { name: 'register', priority: 4, test: /client[\\/]src[\\/]features[\\/](assets|history|reviews|bulk|recycling|papers(?![\\/]screens)|parties)[\\/]|domain[\\/]src[\\/](history|reviews|bulk|recycling|papers|parties|references|views|duplicates|geometries)[\\/]/ },
      // What is left of a feature is one file: its screens, and what the domain knows of it.
      { debugName: 'feature', name: (id) => /(?:domain[\\/]src|client[\\/]src[\\/]features)[\\/](\w+)[\\/]/.exec(id)?.[1] ?? null, priority: 1, test: /domain[\\/]src[\\/]/ },
    ] } } },
    chunkSizeWarningLimit: 1200, reportCompressedSize: false,
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': api, '/tiles': api, '/ogc': api, '/basemap.pmtiles': api } },
});
