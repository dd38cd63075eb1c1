import { render } from 'preact';
import { App } from './app.tsx';
import { startShortcuts } from './shell/shortcuts.ts';
import { startLamps } from './station/lamps.ts';
import { startLive } from './station/live.ts';
import './design/fonts.css';
import './design/tokens.css';
import './design/base.css';

startLive();
startLamps();
startShortcuts();
const screen = document.getElementById('screen');
if (screen) render(<App />, screen);
