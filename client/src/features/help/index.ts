import style from './help.css?inline';

// The one style sheet of all screens is paid for at the sign-in; what few open comes with its own code. The policy allows a sheet made by script, not one written into the page.
const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
document.adoptedStyleSheets.push(sheet);

export { HelpPanel } from './help-panel.tsx';
export { Tour } from './tour.tsx';
