import assert from "node:assert/strict";
import { test } from "node:test";

import { centsFrom, hoursText, minutesFrom, moneyText } from "../../../../pwa/src/elements/work-log/amounts.ts";
import { randomFrom, seedOf } from "../../random.ts";

test("hours are read as people write them", () => {
  const read: [string, number | null][] = [
    ["7.5", 450], ["7,5", 450], ["7:30", 450], ["7h30", 450], ["7h", 420], ["8", 480], ["0:45", 45], ["7.25", 435],
    [" 10 : 15 ", 615], ["٧:٣٠", 450], ["٧٫٥", 450], ["۸", 480], ["24", 1440], ["7.33", 440],
    ["24:01", null], ["7:60", null], ["7.555", null], ["abc", null], ["-3", null], ["1e2", null], ["", null], ["7.", null],
  ];
  for (const [text, minutes] of read) assert.equal(minutesFrom(text), minutes, text);
});

test("money is read with either separator, and never guessed", () => {
  const read: [string, number | null][] = [
    ["82.50", 8250], ["82,5", 8250], ["82", 8200], ["0.05", 5], ["1 234,50", 123450], ["1.234,50", 123450],
    ["1,234.50", 123450], ["1.234.567,8", null], ["123.456,8", 12345680], ["12'345.00", 1234500], ["٨٢٫٥٠", 8250],
    ["1.234", null], ["1,234", null], ["1.234.50", null], ["82.505", null], ["82 EUR", null], ["-5", null], ["", null],
    ["1000000", 100_000_000], ["1000000.01", null],
  ];
  for (const [text, cents] of read) assert.equal(centsFrom(text), cents, text);
});

test("amounts are written with two places, hours with a clock's colon", () => {
  assert.deepEqual([hoursText(450), hoursText(5), hoursText(6000)], ["7:30", "0:05", "100:00"]);
  assert.deepEqual([moneyText(8250), moneyText(5), moneyText(100)], ["82.50", "0.05", "1.00"]);
});

test("what is written is read back as the same", () => {
  const seed = seedOf();
  console.log(`seed ${seed}`);
  const random = randomFrom(seed);
  for (let run = 0; run < 2000; run += 1) {
    const [minutes, cents] = [Math.floor(random() * 1441), Math.floor(random() * 100_000_001)];
    assert.equal(minutesFrom(hoursText(minutes)), minutes);
    assert.equal(centsFrom(moneyText(cents)), cents);
  }
});
