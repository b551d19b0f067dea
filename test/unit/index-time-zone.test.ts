// Clock readings of an archive's zone get the offset that held then.

import * as assert from 'uvu/assert';
import { createTimeZone } from '../../index/time-zone.ts';
import { catchIndexError } from '../support/index-error.ts';
import { suite } from '../support/suite.ts';

const test = suite('time zone');

function offsets(zone: string, readings: readonly string[]): readonly (string | undefined)[] {
  const timeZone = createTimeZone(zone);
  return readings.map((reading) => timeZone.withOffset(reading, 'minute')?.slice(reading.length));
}

test('knows summer and winter time', () => {
  const readings = ['2009-01-15T12:00', '2009-07-15T12:00'];
  assert.equal(offsets('Europe/Berlin', readings), ['+01:00', '+02:00']);
  assert.equal(offsets('Australia/Sydney', readings), ['+11:00', '+10:00']);
  assert.equal(offsets('Asia/Kolkata', readings), ['+05:30', '+05:30']);
});

test('changes at the hour of the change: a reading that occurs twice is the first, a skipped one is as before', () => {
  const spring = ['2009-03-08T01:59', '2009-03-08T02:30', '2009-03-08T03:00', '2009-03-08T23:59'];
  assert.equal(offsets('America/New_York', spring), ['-05:00', '-05:00', '-04:00', '-04:00']);
  const autumn = ['2009-11-01T00:59', '2009-11-01T01:30', '2009-11-01T02:00', '2009-11-01T23:59'];
  assert.equal(offsets('America/New_York', autumn), ['-04:00', '-04:00', '-05:00', '-05:00']);
});

test('takes fixed offsets, UTC and Z', () => {
  const reading = ['2009-07-15T12:00'];
  assert.equal(offsets('UTC', reading), ['+00:00']);
  assert.equal(offsets('Z', reading), ['+00:00']);
  assert.equal(offsets('-05:30', reading), ['-05:30']);
  assert.equal(offsets('+0200', reading), ['+02:00']);
});

test('knows local mean time of old dates to the minute', () => {
  assert.equal(offsets('America/New_York', ['1870-01-01T12:00']), ['-04:56']);
});

test('leaves alone what is no time', () => {
  const timeZone = createTimeZone('Europe/Berlin');
  for (const text of ['2009-06-18T25:61', 'yesterday', '2009-06-18', '']) {
    assert.is(timeZone.withOffset(text, 'minute'), text);
  }
  assert.is(timeZone.withOffset(null, null), null);
});

test('refuses a zone that does not exist and names what is allowed', () => {
  for (const name of ['Europe/Nowhere', '', '+25:00', 'five']) {
    const error = catchIndexError(() => createTimeZone(name));
    assert.is(error.code, 'bad-setting');
    assert.match(error.hint, 'Europe/Berlin');
  }
});

test.run();
