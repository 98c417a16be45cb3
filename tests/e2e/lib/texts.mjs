// What the tests type. A number without a word of identity beside it stays one finding by its shape alone, and stops
// being one when a letter stands in it, whatever else the rules learn.

export const NUMBER = '518-00-4471';
export const OTHER = '519-00-4472';
export const RISKY = `The form says ${NUMBER}, please update the file.`;
export const TWICE = `The form says ${NUMBER}, another says ${OTHER}.`;
export const CLEAN = 'The office is closed on Monday. ';

/** The reply that must get five findings. */
export const ISSUE = 'Hi Dana, thanks for coming in last Tuesday, your crown was paid by Delta';
