// A text area in a page without an address of its own.
import { exposePlain, plain } from './stage.js';

exposePlain(plain('textarea'));
