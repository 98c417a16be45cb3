// A function that no browser would optimise must stop the build: extension/build/encodings.mjs counts their bytes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionSizes, refuseLong } from '../../extension/build/encodings.mjs';

/** Counts are short here, so that each is one byte. */
const section = (id, ...bytes) => [id, bytes.length, ...bytes];
const text = (words) => [words.length, ...Buffer.from(words)];
const returns = (...ops) => [ops.length + 2, 0, ...ops, 0x0b];
/** A module that imports one function and has two: one is empty, one does nothing four times. */
const MODULE = Buffer.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, 1, 0x60, 0, 0),
  ...section(2, 1, ...text('m'), ...text('f'), 0, 0),
  ...section(3, 2, 0, 0),
  ...section(10, 2, ...returns(), ...returns(1, 1, 1, 1)),
  ...section(0, ...text('name'), 1, 10, 1, 2, ...text('longest')),
]);

test('each function of a module has its size, and its name where it has one', () => {
  assert.ok(WebAssembly.validate(MODULE));
  assert.deepEqual(functionSizes(MODULE), [{ size: 2, name: 'number 1' }, { size: 6, name: 'longest' }]);
});

test('a function that is too long stops the build and is named', () => {
  const many = Array.from({ length: 600 }, (_, at) => ({ name: `f${at}`, size: 18_000 }));
  assert.doesNotThrow(() => refuseLong(many));
  assert.throws(() => refuseLong([...many, { name: 'look', size: 18_001 }]), /look of 18001/);
});

test('a module in which no functions are seen is not taken for one of short functions', () => {
  assert.throws(() => refuseLong([]), /at least 500/);
});
